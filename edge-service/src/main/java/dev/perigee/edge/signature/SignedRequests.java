package dev.perigee.edge.signature;

import dev.perigee.contracts.TrustedKey;
import dev.perigee.edge.request.ViewerRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Checks that requests are signed by one of a behaviour's keys, in the URL or in cookies, and that
 * what was signed allows them. A key that cannot be read is reported, and verifies nothing.
 * Immutable.
 */
public final class SignedRequests {

  private static final Logger LOG = Logger.getLogger(SignedRequests.class);

  private final Map<String, VerificationKey> keys;

  private SignedRequests(Map<String, VerificationKey> keys) {
    this.keys = keys;
  }

  public static SignedRequests by(List<TrustedKey> trusted) {
    Map<String, VerificationKey> keys = new HashMap<>();
    for (TrustedKey key : trusted) {
      try {
        keys.put(key.id(), VerificationKey.parse(key.pem()));
      } catch (IllegalArgumentException e) {
        LOG.errorf("key %s verifies nothing: %s", key.id(), e.getMessage());
      }
    }
    return new SignedRequests(Map.copyOf(keys));
  }

  public Verdict check(ViewerRequest request, Instant now, VerifiedSignatures verified) {
    SignatureParts parts = SignatureParts.of(request);
    String keyId = parts.value(SignatureParts.KEY_PAIR_ID);
    if (keyId.isEmpty()) {
      return new Verdict.Refused(SignatureError.MISSING_KEY);
    }
    VerificationKey key = keys.get(keyId);
    if (key == null) {
      return new Verdict.Refused(SignatureError.INVALID_KEY);
    }
    String url = url(parts.rest());
    return switch (verified.check(claim(key, parts, url))) {
      case Claim.Finding.Bad(var error) -> new Verdict.Refused(error);
      case Claim.Finding.Good(var policy) ->
          policy.allows(url, request.peerAddress(), now.getEpochSecond())
              ? new Verdict.Signed(parts.rest())
              : new Verdict.Refused(SignatureError.ACCESS_DENIED);
    };
  }

  private static Claim claim(VerificationKey key, SignatureParts parts, String url) {
    String custom = parts.value(SignatureParts.POLICY);
    boolean isCustom = !custom.isEmpty();
    return new Claim(
        key,
        parts.value(SignatureParts.HASH_ALGORITHM),
        isCustom,
        isCustom ? custom : SignedPolicy.canned(url, parts.value(SignatureParts.EXPIRES)),
        parts.value(SignatureParts.SIGNATURE));
  }

  /** The URL as the viewer asked for it, without what signs it. */
  private static String url(ViewerRequest request) {
    String query = request.target().query();
    return (request.isSecure() ? "https://" : "http://")
        + request.authority()
        + request.target().rawPath()
        + (query.isEmpty() ? "" : "?" + query);
  }
}
