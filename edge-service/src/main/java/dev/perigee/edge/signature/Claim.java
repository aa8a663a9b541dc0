package dev.perigee.edge.signature;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * That a key's owner has signed a policy, in the words of a request.
 *
 * @param isCustom whether the policy is in the request, encoded, or follows from it
 */
record Claim(VerificationKey key, String hash, boolean isCustom, String policy, String signature) {

  /** What came of checking one. */
  sealed interface Finding {

    /** Signed as it says. */
    record Good(SignedPolicy policy) implements Finding {}

    /** Not signed, or nothing that can be read. */
    record Bad(SignatureError error) implements Finding {}
  }

  Finding check() {
    Optional<byte[]> signed = UrlBase64.decode(signature);
    if (signed.isEmpty()) {
      return new Finding.Bad(SignatureError.MALFORMED_SIGNATURE);
    }
    Optional<HashAlgorithm> algorithm = HashAlgorithm.of(hash);
    if (algorithm.isEmpty()) {
      return new Finding.Bad(SignatureError.ACCESS_DENIED);
    }
    Optional<byte[]> text = text();
    Optional<SignedPolicy> read = text.flatMap(SignedPolicy::parse);
    if (text.isEmpty() || read.isEmpty()) {
      return new Finding.Bad(SignatureError.MALFORMED_POLICY);
    }
    return key.verifies(algorithm.get(), text.get(), signed.get())
        ? new Finding.Good(read.get())
        : new Finding.Bad(SignatureError.ACCESS_DENIED);
  }

  private Optional<byte[]> text() {
    return isCustom
        ? UrlBase64.decode(policy)
        : Optional.of(policy.getBytes(StandardCharsets.UTF_8));
  }

  int characters() {
    return hash.length() + policy.length() + signature.length();
  }
}
