package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.auth.Authentication.Authentic;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature Version 4A, against the signer of AWS's common runtime. */
class SignatureV4aTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String SERVICE = "cloudfront-keyvaluestore";
  private static final String STORE =
      "/key-value-stores/arn%3Aaws%3Acloudfront%3A%3A000000000000%3Akey-value-store%2F"
          + "3f8a2b1c-0000-4000-8000-000000000001";

  private final AccessKeys keys =
      new AccessKeys(List.of("AKIDEXAMPLE:secret", "OTHER:other"), null);
  private final SignatureVerifier verifier = new SignatureVerifier(keys, InstantSource.fixed(NOW));

  @ParameterizedTest
  @ValueSource(
      strings = {
        STORE,
        STORE + "/keys/a%20b%2Fc%3F%C3%BC",
        STORE + "/keys?MaxResults=5&NextToken=a%2Bb",
        STORE + "/keys/x/../y",
      })
  void whatTheRuntimeSignsIsAuthentic(String uri) {
    SignedRequest get = request("AKIDEXAMPLE", "secret").get(uri);
    assertThat(get.build().header("authorization").orElseThrow())
        .startsWith("AWS4-ECDSA-P256-SHA256 ");
    assertAuthentic(get.build());
    SignedRequest put = request("AKIDEXAMPLE", "secret");
    put.method = "PUT";
    put.uri = uri;
    assertAuthentic(put.build());
  }

  @Test
  void everyKeyPairIsDerivedAsAwsDoes() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      String id = "AKID" + random.nextLong(Long.MAX_VALUE);
      String secret = Long.toString(random.nextLong(Long.MAX_VALUE), 36);
      AccessKeys known = new AccessKeys(List.of(id + ":" + secret), null);
      assertThat(
              new SignatureVerifier(known, InstantSource.fixed(NOW))
                  .verify(request(id, secret).build(), SERVICE))
          .as("seed %d, key %d", seed, i)
          .isInstanceOf(Authentic.class);
    }
  }

  @Test
  void aPresignedUrlIsAuthentic() {
    SignedRequest presigned = request("AKIDEXAMPLE", "secret").get(STORE);
    presigned.presignedFor = Duration.ofMinutes(5);
    assertAuthentic(presigned.build());
  }

  @Test
  void anythingElseIsRejected() {
    assertRejected("SignatureDoesNotMatch", request("AKIDEXAMPLE", "wrong").build());
    assertRejected("SignatureDoesNotMatch", request("OTHER", "secret").build());
    assertRejected("InvalidClientTokenId", request("NOBODY", "secret").build());
    SignedRequest request = request("AKIDEXAMPLE", "secret");
    request.service = "cloudfront";
    assertRejected("SignatureDoesNotMatch", request.build());
    WireRequest signed = request("AKIDEXAMPLE", "secret").build();
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest(
            "POST",
            SignedRequest.PATH,
            signed.headers(),
            "other".getBytes(StandardCharsets.UTF_8)));
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest("PUT", SignedRequest.PATH, signed.headers(), signed.body()));
    for (String signature : List.of("", "00", "3006020100020100", "zz", "ff".repeat(5_000))) {
      assertRejected("SignatureDoesNotMatch", withSignature(signed, signature));
    }
  }

  @Test
  void theRegionSetIsSigned() {
    WireRequest signed = request("AKIDEXAMPLE", "secret").build();
    Map<String, List<String>> headers = new HashMap<>(signed.headers());
    headers.put("x-amz-region-set", List.of("us-east-1"));
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest("POST", SignedRequest.PATH, headers, signed.body()));
  }

  private static WireRequest withSignature(WireRequest signed, String signature) {
    Map<String, List<String>> headers = new HashMap<>(signed.headers());
    String authorization = signed.header("authorization").orElseThrow();
    headers.put(
        "authorization",
        List.of(authorization.replaceAll("Signature=.*", "Signature=" + signature)));
    return new WireRequest("POST", SignedRequest.PATH, headers, signed.body());
  }

  private void assertAuthentic(WireRequest request) {
    assertThat(verifier.verify(request, SERVICE)).isInstanceOf(Authentic.class);
  }

  private void assertRejected(String code, WireRequest request) {
    assertThat(verifier.verify(request, SERVICE))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
  }

  private static SignedRequest request(String accessKeyId, String secret) {
    SignedRequest request = new SignedRequest(accessKeyId, secret, NOW);
    request.service = SERVICE;
    request.byEcdsa = true;
    return request;
  }
}
