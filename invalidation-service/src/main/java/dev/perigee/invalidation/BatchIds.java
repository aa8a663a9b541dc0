package dev.perigee.invalidation;

import java.security.SecureRandom;

/** Makes ids of CloudFront's form: {@code I} and 13 upper-case letters and digits. */
final class BatchIds {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int LENGTH = 13;
  private static final SecureRandom RANDOM = new SecureRandom();

  private BatchIds() {}

  static String next() {
    StringBuilder id = new StringBuilder(1 + LENGTH).append('I');
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
