package dev.perigee.config.storage;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids and entity tags of CloudFront's forms. */
public final class Ids {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int LENGTH = 13;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** {@code E} and 13 upper-case letters and digits. */
  public static String next() {
    return next('E');
  }

  /** The same with another first letter. */
  public static String next(char first) {
    StringBuilder id = new StringBuilder(1 + LENGTH).append(first);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** A random UUID, the form of policies' ids. */
  public static String uuid() {
    return UUID.randomUUID().toString();
  }
}
