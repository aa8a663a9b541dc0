package dev.perigee.config.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
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

  /**
   * Directory with more access keys, as Kubernetes mounts a Secret: one file a key, named by the
   * ID, with {@code SECRET[:ACCOUNT[:ACCESS]]} in its only line; at most 1,000 files of 1,024
   * bytes. Changes are noticed within 3 s; a set with an error in it is not used, the one before
   * stays.
   */
  Optional<Path> accessKeysDirectory();

  /**
   * How many requests with one access key from one client address may fail to authenticate within a
   * minute, 1 to 1,000,000. Beyond it they are answered {@code Throttling} until the minute is
   * over; requests with other keys, or from other addresses, are not.
   */
  @WithDefault("30")
  int failedAuthenticationsPerMinute();

  /** How many days the record of who changed what is kept, 1 to 36,500. */
  @WithDefault("400")
  int auditDays();

  /** Where invalidation-service listens. */
  @WithDefault("http://127.0.0.1:9020")
  URI invalidationService();

  /**
   * How many resources of a kind an account may have, where that is to differ from CloudFront's own
   * quota, by the kind: {@code cache-policy}, {@code public-key} and so on; and how many
   * distributions may use one of them (100 where it is left out): {@code
   * distributions-per-cache-policy}, {@code distributions-per-origin-request-policy}, {@code
   * distributions-per-response-headers-policy}, {@code distributions-per-origin-access-control},
   * {@code distributions-per-key-group}. 0 or more.
   */
  Map<String, Integer> quota();
}
