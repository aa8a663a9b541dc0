package dev.perigee.config.distribution;

import java.time.Instant;

/**
 * What a list tells of a {@link DistributionRow}, read without what it takes to change one.
 *
 * @param config in the API's own XML
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredDistribution(
    String id, String account, String etag, Instant lastModified, byte[] config) {}
