package dev.perigee.config.auth;

import java.util.List;
import java.util.regex.Pattern;

/** An access key with its secret, which no message and no {@code toString} shows. */
record AccessKey(Caller caller, String secret) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final int MAX_SECRET_CHARACTERS = 256;
  private static final int MAX_PARTS = 3;

  /**
   * Reads {@code ID:SECRET[:ACCOUNT[:ACCESS]]}.
   *
   * @throws IllegalArgumentException where it is not of that form; the message does not repeat what
   *     was found, since parts may stand in each other's place
   */
  static AccessKey parse(String entry) {
    int colon = entry.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("expected ID:SECRET[:ACCOUNT[:ACCESS]]");
    }
    return of(entry.substring(0, colon).strip(), entry.substring(colon + 1));
  }

  /**
   * Reads {@code SECRET[:ACCOUNT[:ACCESS]]}.
   *
   * @throws IllegalArgumentException where it is not of that form
   */
  static AccessKey of(String id, String rest) {
    List<String> parts = List.of(rest.strip().split(":", -1));
    String secret = parts.getFirst().strip();
    String account = parts.size() > 1 ? parts.get(1).strip() : Caller.DEFAULT_ACCOUNT;
    String access = parts.size() > 2 ? parts.get(2).strip() : Access.FULL.word();
    expect(parts.size() <= MAX_PARTS, "expected ID:SECRET[:ACCOUNT[:ACCESS]], found more parts");
    expect(ID.matcher(id).matches(), "the ID is not 1 to 128 letters, digits, '_', '.' and '-'");
    expect(
        !secret.isEmpty() && secret.length() <= MAX_SECRET_CHARACTERS,
        "the secret is not of 1 to " + MAX_SECRET_CHARACTERS + " characters");
    expect(ACCOUNT.matcher(account).matches(), "the account is not twelve digits");
    Access allowed =
        Access.of(access)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the access is not one of full, read-only, invalidations"));
    return new AccessKey(new Caller(account, id, allowed), secret);
  }

  private static void expect(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public String toString() {
    return caller.toString();
  }
}
