/** What the parts' own main classes share about being a process. */
@NullMarked
package dev.perigee.local.process;

import org.jspecify.annotations.NullMarked;
