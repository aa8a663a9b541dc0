/** The supervisor's command line; the script {@code perigee} at the repository's root calls it. */
@NullMarked
package dev.perigee.local.cli;

import org.jspecify.annotations.NullMarked;
