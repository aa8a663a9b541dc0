package dev.perigee.config.snapshot;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** The digest by which edges name the definition of an origin or a group to origin-service. */
final class Fingerprints {

  private static final int CHARACTERS = 32;

  private Fingerprints() {}

  /** The same origin with the fingerprint of all else that is in it. */
  static Origin add(String distributionId, Origin origin) {
    return new Origin(
        origin.id(),
        of(distributionId, ContractJson.write(origin)),
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

  /** The same group with the fingerprint of all else that is in it, and of its members. */
  static OriginGroup add(String distributionId, OriginGroup group, Map<String, Origin> origins) {
    String fingerprint =
        of(
            distributionId,
            ContractJson.write(group),
            ContractJson.write(Objects.requireNonNull(origins.get(group.primary()))),
            ContractJson.write(Objects.requireNonNull(origins.get(group.secondary()))));
    return new OriginGroup(
        group.id(),
        fingerprint,
        group.primary(),
        group.secondary(),
        group.failoverStatuses(),
        group.selection());
  }

  private static String of(String distributionId, byte[]... parts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
    digest.update(distributionId.getBytes(StandardCharsets.UTF_8));
    for (byte[] part : parts) {
      digest.update((byte) '\n');
      digest.update(part);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
  }
}
