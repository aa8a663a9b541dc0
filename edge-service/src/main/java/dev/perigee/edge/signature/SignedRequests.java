package dev.perigee.edge.signature;

import dev.perigee.contracts.TrustedKey;
import dev.perigee.edge.request.ViewerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Optional<byte[]> signature = UrlBase64.decode(parts.value(SignatureParts.SIGNATURE));
    if (signature.isEmpty()) {
      return new Verdict.Refused(SignatureError.MALFORMED_SIGNATURE);
    }
    Optional<HashAlgorithm> hash = HashAlgorithm.of(parts.value(SignatureParts.HASH_ALGORITHM));
    if (hash.isEmpty()) {
      return new Verdict.Refused(SignatureError.ACCESS_DENIED);
    }
    String url = url(parts.rest());
    Optional<byte[]> text = signedText(parts, url);
    Optional<SignedPolicy> policy = text.flatMap(SignedPolicy::parse);
    if (text.isEmpty() || policy.isEmpty()) {
      return new Verdict.Refused(SignatureError.MALFORMED_POLICY);
    }
    return verified.isGood(key, hash.get(), text.get(), signature.get())
            && policy.get().allows(url, request.peerAddress(), now.getEpochSecond())
        ? new Verdict.Signed(parts.rest())
        : new Verdict.Refused(SignatureError.ACCESS_DENIED);
  }

  private static Optional<byte[]> signedText(SignatureParts parts, String url) {
    String custom = parts.value(SignatureParts.POLICY);
    if (!custom.isEmpty()) {
      return UrlBase64.decode(custom);
    }
    String canned = SignedPolicy.canned(url, parts.value(SignatureParts.EXPIRES));
    return Optional.of(canned.getBytes(StandardCharsets.UTF_8));
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
