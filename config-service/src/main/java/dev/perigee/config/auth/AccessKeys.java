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

  private final Map<String, AccessKey> keys;

  @Inject
  AccessKeys(ConfigSettings settings) {
    this(settings.accessKeys().orElse(List.of()));
    if (keys.isEmpty()) {
      LOG.warn("perigee.config.access-keys is empty: every request is refused");
    }
  }

  AccessKeys(List<String> entries) {
    Map<String, AccessKey> parsed = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      AccessKey key = parse(i + 1, entries.get(i));
      if (parsed.put(key.caller().accessKeyId(), key) != null) {
        throw refused(i + 1, "an earlier entry has the same ID");
      }
    }
    keys = Map.copyOf(parsed);
  }

  Optional<AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(keys.get(accessKeyId));
  }

  private static AccessKey parse(int position, String entry) {
    try {
      return AccessKey.parse(entry);
    } catch (IllegalArgumentException e) {
      throw refused(position, String.valueOf(e.getMessage()));
    }
  }

  /** Names the entry by its place: any part of it might be a secret. */
  private static IllegalArgumentException refused(int position, String why) {
    return new IllegalArgumentException(
        "perigee.config.access-keys: entry " + position + ": " + why);
  }
}
