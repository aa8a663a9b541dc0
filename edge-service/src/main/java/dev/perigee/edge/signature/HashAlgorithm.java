package dev.perigee.edge.signature;

import java.util.Optional;

/** How a signed text was hashed. */
enum HashAlgorithm {
  SHA1,
  SHA256;

  /** Reads the parameter; empty where it names another one. SHA-1 where it says nothing. */
  static Optional<HashAlgorithm> of(String parameter) {
    return switch (parameter) {
      case "", "SHA1" -> Optional.of(SHA1);
      case "SHA256" -> Optional.of(SHA256);
      default -> Optional.empty();
    };
  }

  String word() {
    return name();
  }
}
