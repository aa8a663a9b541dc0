package dev.perigee.config.resource;

import java.time.Instant;

/**
 * A resource at one version.
 *
 * @param id unique among all accounts
 * @param account that owns it
 * @param etag names the version
 * @param created when it was created
 * @param lastModified when this version was made
 * @param config its configuration
 */
public record Resource<C>(
    String id, String account, String etag, Instant created, Instant lastModified, C config) {}
