/** Lets the people of this machine talk to a running supervisor. */
@NullMarked
package dev.perigee.local.control;

import org.jspecify.annotations.NullMarked;
