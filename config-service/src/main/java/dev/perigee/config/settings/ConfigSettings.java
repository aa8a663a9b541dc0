package dev.perigee.config.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be configured of config-service, under {@code perigee.config}. */
@ConfigMapping(prefix = "perigee.config")
public interface ConfigSettings {

  /**
   * Who may use the API: access keys as {@code ID:SECRET[:ACCOUNT[:ACCESS]]}, separated by commas.
   * The account is twelve digits (000000000000 where it is left out); the access is {@code full},
   * {@code read-only} or {@code invalidations} (full where it is left out). Without any key every
   * request is refused.
   */
  Optional<List<String>> accessKeys();

  /** Where invalidation-service listens. */
  @WithDefault("http://127.0.0.1:9020")
  URI invalidationService();

  /**
   * How many resources of a kind an account may have, where that is to differ from CloudFront's own
   * quota, by the kind: {@code cache-policy}, {@code public-key} and so on. 0 or more.
   */
  Map<String, Integer> quota();
}
