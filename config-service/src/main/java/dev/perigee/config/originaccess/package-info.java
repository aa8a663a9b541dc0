/** Origin access controls: how requests to S3 origins are signed. */
@NullMarked
package dev.perigee.config.originaccess;

import org.jspecify.annotations.NullMarked;
