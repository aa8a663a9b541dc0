/**
 * Keeps a set of processes running: starts them in order, waits until each is of use, starts again
 * what dies, stops all in reverse order. Start with {@link dev.perigee.local.supervise.Supervisor};
 * {@link dev.perigee.local.supervise.PartState} draws what happens to one part.
 */
@NullMarked
package dev.perigee.local.supervise;

import org.jspecify.annotations.NullMarked;
