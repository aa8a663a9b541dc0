/** Real-time log configurations: which fields of requests are sent at once, and where to. */
@NullMarked
package dev.perigee.config.realtimelog;

import org.jspecify.annotations.NullMarked;
