/** What a topic said last of each key, on disk, for a start without the broker. */
@NullMarked
package dev.perigee.eventlog.saved;

import org.jspecify.annotations.NullMarked;
