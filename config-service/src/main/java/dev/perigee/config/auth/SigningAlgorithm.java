package dev.perigee.config.auth;

import java.util.Optional;
import java.util.stream.Stream;

/** How a request is signed. */
enum SigningAlgorithm {
  /** Signature Version 4: with a key that is derived for a date, a region and a service. */
  HMAC("AWS4-HMAC-SHA256", 5),
  /** Signature Version 4A: for a date and a service, valid in a set of regions. */
  ECDSA("AWS4-ECDSA-P256-SHA256", 4);

  private final String word;
  private final int credentialParts;

  SigningAlgorithm(String word, int credentialParts) {
    this.word = word;
    this.credentialParts = credentialParts;
  }

  /** Its name in requests. */
  String word() {
    return word;
  }

  /** How many parts a credential has: the key's id, and its scope with or without a region. */
  int credentialParts() {
    return credentialParts;
  }

  static Optional<SigningAlgorithm> of(String word) {
    return Stream.of(values()).filter(algorithm -> algorithm.word.equals(word)).findFirst();
  }
}
