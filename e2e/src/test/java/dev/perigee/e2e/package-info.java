/**
 * The packaged suite as its users meet it: through {@code ./perigee}, the AWS CLI and HTTP. {@link
 * dev.perigee.e2e.World} is what all tests share.
 */
@NullMarked
package dev.perigee.e2e;

import org.jspecify.annotations.NullMarked;
