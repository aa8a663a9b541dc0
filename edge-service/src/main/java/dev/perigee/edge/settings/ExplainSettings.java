package dev.perigee.edge.settings;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What can be configured of the accounts that operators may ask for. */
@ConfigMapping(prefix = "perigee.edge.explain")
public interface ExplainSettings {

  /**
   * A request with this value in {@code Perigee-Explain} is answered with an account of itself; 16
   * to 256 characters. Where nothing is said, none is.
   */
  Optional<String> token();
}
