package dev.perigee.config.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.auth.Failures.Source;
import dev.perigee.config.settings.ConfigSettings;
import dev.perigee.config.wire.WireRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/**
 * Tells who sent a request, and turns away whom too many attempts have failed.
 *
 * <p>Attempts are counted by client address and access key: who guesses at the secret of one key
 * harms nobody who uses another from the same address, as all do behind one proxy. Attempts with
 * keys that are not known count together. From an address that is limited, requests with that key
 * are not looked at until the minute is over, correct ones neither: an answer to them would tell
 * the guess that is right.
 */
@Singleton
public final class Authenticator {

  private static final Logger LOG = Logger.getLogger(Authenticator.class);
  private static final int MAX_LIMIT = 1_000_000;
  private static final int NETWORK_BYTES = 8;
  private static final int MAX_ADDRESS_CHARACTERS = 64;

  private final AccessKeys keys;
  private final SignatureVerifier verifier;
  private final Failures failures;

  @Inject
  Authenticator(AccessKeys keys, ConfigSettings settings) {
    this(
        keys,
        new SignatureVerifier(keys, InstantSource.system()),
        new Failures(checked(settings.failedAuthenticationsPerMinute()), Ticker.systemTicker()));
  }

  Authenticator(AccessKeys keys, SignatureVerifier verifier, Failures failures) {
    this.keys = keys;
    this.verifier = verifier;
    this.failures = failures;
  }

  /**
   * Authenticates a request.
   *
   * @param service what it has to be signed for
   * @param clientAddress where it comes from, as a literal IP address
   */
  public Authentication authenticate(WireRequest request, String service, String clientAddress) {
    Source source = new Source(network(clientAddress), knownKey(request));
    if (failures.areTooMany(source)) {
      return new Rejected(
          "Throttling",
          "Rate exceeded: too many requests from "
              + clientAddress
              + " failed to authenticate, try again in a minute");
    }
    Authentication result = verifier.verify(request, service);
    if (result instanceof Rejected(String code, String why) && failures.add(source)) {
      LOG.warnf(
          "too many requests from %s with the access key %s failed to authenticate, the last one"
              + " with %s (%s): no more are looked at for up to a minute",
          source.network(),
          source.accessKeyId().isEmpty() ? "of others" : source.accessKeyId(),
          code,
          why);
    }
    return result;
  }

  private String knownKey(WireRequest request) {
    return SignedParts.of(request)
        .map(SignedParts::accessKeyId)
        .filter(id -> keys.find(id).isPresent())
        .orElse("");
  }

  private static String network(String clientAddress) {
    try {
      if (InetAddress.ofLiteral(clientAddress) instanceof Inet6Address address) {
        return HexFormat.ofDelimiter(":").formatHex(address.getAddress(), 0, NETWORK_BYTES);
      }
    } catch (IllegalArgumentException e) {
      // a name, from a proxy: taken as it is
    }
    return clientAddress.substring(0, Math.min(clientAddress.length(), MAX_ADDRESS_CHARACTERS));
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "perigee.config.failed-authentications-per-minute: "
              + limit
              + " (expected: 1 to "
              + MAX_LIMIT
              + ")");
    }
    return limit;
  }
}
