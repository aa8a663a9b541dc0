package dev.perigee.config.auth;

import dev.perigee.config.wire.Percent;
import dev.perigee.config.wire.Query;
import dev.perigee.config.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a request that is signed (AWS General Reference, "Create a signed AWS API request",
 * steps 1 to 3): path without empty and dot segments and encoded twice, parameters and headers in
 * order, and the body's hash.
 */
final class CanonicalRequest {

  private CanonicalRequest() {}

  /** The string to sign. */
  static String toSign(WireRequest request, SignedParts parts, String bodyHash) {
    String canonical =
        String.join(
            "\n",
            request.method(),
            Percent.encode(request.rawPath(), true),
            query(request.query(), parts.isPresigned()),
            headers(request, parts.signedHeaders()),
            String.join(";", parts.signedHeaders()),
            bodyHash);
    return String.join(
        "\n",
        parts.algorithm().word(),
        parts.timestamp(),
        parts.scope(),
        sha256(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }

  private static String query(Query query, boolean isPresigned) {
    return query.parameters().stream()
        .filter(parameter -> !isPresigned || !parameter.name().equals("X-Amz-Signature"))
        .map(parameter ->
            new Query.Parameter(
                Percent.encode(parameter.name(), false), Percent.encode(parameter.value(), false)))
        .sorted(Comparator.comparing(Query.Parameter::name).thenComparing(Query.Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static String headers(WireRequest request, List<String> names) {
    StringBuilder canonical = new StringBuilder();
    for (String name : names) {
      String value =
          request.headers().getOrDefault(name, List.of()).stream()
              .map(one -> one.strip().replaceAll(" +", " "))
              .collect(Collectors.joining(","));
      canonical.append(name).append(':').append(value).append('\n');
    }
    return canonical.toString();
  }
}
