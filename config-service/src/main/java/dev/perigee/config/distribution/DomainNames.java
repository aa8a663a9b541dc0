package dev.perigee.config.distribution;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The host names that distributions have of their own: the id below the CDN's domain. */
@Singleton
public final class DomainNames {

  private final String domain;

  DomainNames(
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain) {
    this.domain = domain.toLowerCase(Locale.ROOT);
  }

  /** Under which all of them are, in lower case. */
  public String domain() {
    return domain;
  }

  public String of(String id) {
    return id.toLowerCase(Locale.ROOT) + "." + domain;
  }

  /** The id in a host name; empty where it is not one of ours. */
  public Optional<String> id(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String suffix = "." + domain;
    return lower.endsWith(suffix)
        ? Optional.of(lower.substring(0, lower.length() - suffix.length()).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }
}
