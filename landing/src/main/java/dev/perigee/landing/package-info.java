/** Bodies of responses come to lie where they are to be kept, as they are read. */
@NullMarked
package dev.perigee.landing;

import org.jspecify.annotations.NullMarked;
