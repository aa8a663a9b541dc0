/**
 * CloudFront's standard logs: from the event loops through a bounded queue into plain files, and
 * from there, compressed, to where they are kept. Start with {@link
 * dev.perigee.edge.accesslog.AccessLogs}.
 */
@NullMarked
package dev.perigee.edge.accesslog;

import org.jspecify.annotations.NullMarked;
