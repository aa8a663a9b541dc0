/** Reference pages that are generated from the code. */
@NullMarked
package dev.perigee.docs;

import org.jspecify.annotations.NullMarked;
