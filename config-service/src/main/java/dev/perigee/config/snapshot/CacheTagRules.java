package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CacheTagConfig;

/** In which header of its responses an origin names the tags of an object. */
final class CacheTagRules {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  private CacheTagRules() {}

  /** The header's name in lower case; null for none. */
  static @Nullable String resolve(@Nullable CacheTagConfig config) {
    if (config == null) {
      return null;
    }
    String name = config.headerName();
    if (!NAME.matcher(name).matches()) {
      throw ApiException.invalidArgument(
          "CacheTagConfig.HeaderName: " + name + " (expected: the name of a header)");
    }
    return name.toLowerCase(Locale.ROOT);
  }
}
