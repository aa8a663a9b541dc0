package dev.perigee.config.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.InstantSource;
import java.util.List;

/** Makes authenticators for tests of other packages. */
public final class Authenticators {

  private Authenticators() {}

  /** One that knows some keys and turns nobody away for failing. */
  public static Authenticator of(String... keys) {
    AccessKeys known = new AccessKeys(List.of(keys), null);
    return new Authenticator(
        known,
        new SignatureVerifier(known, InstantSource.system()),
        new Failures(Integer.MAX_VALUE, Ticker.systemTicker()));
  }
}
