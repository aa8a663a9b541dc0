package dev.perigee.config.alias;

/**
 * That an alias belongs to somebody.
 *
 * @param alias in lower case
 * @param account the owner's account
 * @param ownerId the distribution that has it
 */
public record Claim(String alias, String account, String ownerId) {}
