package dev.perigee.config.snapshot;

/**
 * What a snapshot has beside its configuration.
 *
 * @param id distribution id
 * @param revision counts its published versions, from 1
 * @param account that owns it
 * @param domainName its own host name, lower case
 */
public record Identity(String id, long revision, String account, String domainName) {}
