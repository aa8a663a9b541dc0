package dev.perigee.edge.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings for tests: the defaults, but for what is given. */
public final class Settings {

  private Settings() {}

  public static EdgeSettings defaults() {
    return with(Map.of());
  }

  /** The defaults but for some, given by their full keys. */
  public static EdgeSettings with(Map<String, String> changed) {
    return with(EdgeSettings.class, changed);
  }

  /** Other settings. */
  public static <T> T with(Class<T> mapping, Map<String, String> changed) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(changed, "test", 500))
        .build()
        .getConfigMapping(mapping);
  }
}
