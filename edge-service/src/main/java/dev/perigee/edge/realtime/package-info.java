/**
 * CloudFront's real-time logs, to Kafka. Start with {@link dev.perigee.edge.realtime.RealtimeLogs}.
 */
@NullMarked
package dev.perigee.edge.realtime;

import org.jspecify.annotations.NullMarked;
