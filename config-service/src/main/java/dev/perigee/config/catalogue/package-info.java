/** What distributions may refer to: an account's own resources and those that every account has. */
@NullMarked
package dev.perigee.config.catalogue;

import org.jspecify.annotations.NullMarked;
