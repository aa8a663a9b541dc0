package dev.perigee.config.auth;

import dev.perigee.config.settings.ConfigSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The access keys that may use the API: those of the configuration, then those of the directory.
 */
@Singleton
public final class AccessKeys {

  private static final Logger LOG = Logger.getLogger(AccessKeys.class);

  private final Map<String, AccessKey> configured;
  private final @Nullable AccessKeyDirectory directory;

  @Inject
  AccessKeys(ConfigSettings settings) {
    this(
        settings.accessKeys().orElse(List.of()),
        settings
            .accessKeysDirectory()
            .map(path -> new AccessKeyDirectory(path, InstantSource.system()))
            .orElse(null));
    if (configured.isEmpty() && (directory == null || directory.keys().isEmpty())) {
      LOG.warn(
          "neither perigee.config.access-keys nor perigee.config.access-keys-directory has a key:"
              + " every request is refused");
    }
  }

  AccessKeys(List<String> entries, @Nullable AccessKeyDirectory directory) {
    this.directory = directory;
    Map<String, AccessKey> parsed = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      AccessKey key = parse(i + 1, entries.get(i));
      if (parsed.put(key.caller().accessKeyId(), key) != null) {
        throw refused(i + 1, "an earlier entry has the same ID");
      }
    }
    configured = Map.copyOf(parsed);
  }

  Optional<AccessKey> find(String accessKeyId) {
    AccessKey key = configured.get(accessKeyId);
    if (key == null && directory != null) {
      key = directory.keys().get(accessKeyId);
    }
    return Optional.ofNullable(key);
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
