package dev.perigee.config.storage;

import java.security.SecureRandom;

/**
 * Makes ids and entity tags of CloudFront's form: {@code E} and 13 upper-case letters and digits.
 */
public final class Ids {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int LENGTH = 13;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String next() {
    StringBuilder id = new StringBuilder(1 + LENGTH).append('E');
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
