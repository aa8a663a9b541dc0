package dev.perigee.config.keyvalue;

import java.time.Instant;

/**
 * A store as the data API tells of it.
 *
 * @param etag names the version of the contents
 * @param items how many keys there are
 * @param bytes of keys and values together
 */
record StoreState(
    String arn, Instant created, Instant lastModified, String etag, int items, long bytes) {}
