/**
 * Streaming distributions, CloudFront's first form of a distribution for media: one S3 bucket, no
 * behaviours. They are published like a distribution of that one origin, for streaming over HTTP;
 * {@link dev.perigee.config.streaming.AsDistribution} says how.
 */
@NullMarked
package dev.perigee.config.streaming;

import org.jspecify.annotations.NullMarked;
