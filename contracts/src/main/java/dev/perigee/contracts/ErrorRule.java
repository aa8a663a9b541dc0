package dev.perigee.contracts;

import java.time.Duration;

/**
 * How long an error response is cached at least (CloudFront API, {@code CustomErrorResponse}).
 *
 * @param status HTTP status, 400 to 599
 * @param cachingMinTtl 0 or more; CloudFront's default for a status without a rule is 10 s
 */
public record ErrorRule(int status, Duration cachingMinTtl) {}
