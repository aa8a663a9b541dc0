package dev.perigee.docs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key.
 *
 * @param defaultValue null for none
 * @param meaning in Markdown
 */
record Setting(String key, @Nullable String defaultValue, String meaning) {

  /** The environment variable that sets it, by MicroProfile Config's rule. */
  String environmentVariable() {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
