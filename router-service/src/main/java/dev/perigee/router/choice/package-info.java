/** Which edge a viewer should use, as a pure function that explains itself. */
@NullMarked
package dev.perigee.router.choice;

import org.jspecify.annotations.NullMarked;
