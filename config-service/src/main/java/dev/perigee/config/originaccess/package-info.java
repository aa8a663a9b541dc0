/**
 * Origin access controls and, from before there were these, origin access identities: how requests
 * to S3 origins are signed.
 */
@NullMarked
package dev.perigee.config.originaccess;

import org.jspecify.annotations.NullMarked;
