package dev.perigee.local.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes bytes as text, as certificates and keys are handed round (RFC 7468). */
final class Pem {

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String of(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, LINES.encodeToString(der));
  }
}
