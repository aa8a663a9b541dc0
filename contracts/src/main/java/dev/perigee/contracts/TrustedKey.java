package dev.perigee.contracts;

/**
 * A public key that signatures of URLs and cookies are checked with.
 *
 * @param id what a signed URL names as {@code Key-Pair-Id}
 * @param pem the key, RSA of 2048 bits or ECDSA over P-256, as PEM
 */
public record TrustedKey(String id, String pem) {}
