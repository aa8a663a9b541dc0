package dev.perigee.edge.signature;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 with {@code -}, {@code _} and {@code ~} in the place of {@code +}, {@code =}, {@code /}.
 */
final class UrlBase64 {

  private UrlBase64() {}

  /** Empty where the text is none. */
  static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(
          Base64.getDecoder().decode(text.replace('-', '+').replace('_', '=').replace('~', '/')));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
