package dev.perigee.config.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an access key may do in its account. */
public enum Access {
  /** Everything. */
  FULL,
  /** What changes nothing. */
  READ_ONLY,
  /** Creating invalidations and looking at them. */
  INVALIDATIONS;

  /** The model's names are exact: nothing that begins so changes anything. */
  private static final Pattern READING =
      Pattern.compile("(Get|List|Describe|Test)[A-Z].*|VerifyDnsConfiguration");

  private static final Set<String> OF_INVALIDATIONS =
      Set.of("CreateInvalidation", "GetInvalidation", "ListInvalidations");

  /** Whether an operation, by its name in the service model, is allowed. */
  public boolean allows(String operation) {
    return switch (this) {
      case FULL -> true;
      case READ_ONLY -> READING.matcher(operation).matches();
      case INVALIDATIONS -> OF_INVALIDATIONS.contains(operation);
    };
  }

  /** The word for it in the configuration, for example {@code read-only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Access> of(String word) {
    return Stream.of(values()).filter(access -> access.word().equals(word)).findFirst();
  }
}
