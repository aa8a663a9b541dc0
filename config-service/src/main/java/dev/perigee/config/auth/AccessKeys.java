package dev.perigee.config.auth;

import dev.perigee.config.settings.ConfigSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The access keys that may use the API, from the configuration. */
@Singleton
public final class AccessKeys {

  private static final Logger LOG = Logger.getLogger(AccessKeys.class);

  private final Map<String, String> secrets;

  @Inject
  AccessKeys(ConfigSettings settings) {
    this(settings.accessKeys().orElse(List.of()));
    if (secrets.isEmpty()) {
      LOG.warn("perigee.config.access-keys is empty: every request is refused");
    }
  }

  AccessKeys(List<String> entries) {
    Map<String, String> parsed = new HashMap<>();
    for (String entry : entries) {
      int colon = entry.indexOf(':');
      if (colon < 1 || colon == entry.length() - 1) {
        throw new IllegalArgumentException(
            "perigee.config.access-keys: an entry is not ACCESS_KEY_ID:SECRET");
      }
      parsed.put(entry.substring(0, colon).strip(), entry.substring(colon + 1).strip());
    }
    secrets = Map.copyOf(parsed);
  }

  Optional<String> secret(String accessKeyId) {
    return Optional.ofNullable(secrets.get(accessKeyId));
  }
}
