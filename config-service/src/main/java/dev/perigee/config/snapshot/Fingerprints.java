package dev.perigee.config.snapshot;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest by which edges name an origin's definition to origin-service. */
final class Fingerprints {

  private static final int CHARACTERS = 32;

  private Fingerprints() {}

  /** The same origin with the fingerprint of all else that is in it. */
  static Origin add(String distributionId, Origin origin) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
    digest.update(distributionId.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(ContractJson.write(origin));
    return new Origin(
        origin.id(),
        HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS),
        origin.kind(),
        origin.domainName(),
        origin.path(),
        origin.customHeaders(),
        origin.protocol(),
        origin.httpPort(),
        origin.httpsPort(),
        origin.connectionAttempts(),
        origin.connectionTimeout(),
        origin.readTimeout(),
        origin.keepAliveTimeout(),
        origin.responseCompletionTimeout(),
        origin.sslProtocols(),
        origin.addresses(),
        origin.shieldRegion(),
        origin.signing());
  }
}
