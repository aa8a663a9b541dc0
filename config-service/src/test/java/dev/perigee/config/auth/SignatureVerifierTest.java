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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the SDK's own signer. */
class SignatureVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Caller CALLER = new Caller(Caller.DEFAULT_ACCOUNT, ID, Access.FULL);

  private final AccessKeys keys = new AccessKeys(List.of(ID + ":" + SECRET, "OTHER:secret"), null);
  private final SignatureVerifier verifier = new SignatureVerifier(keys, InstantSource.fixed(NOW));

  @ParameterizedTest
  @ValueSource(
      strings = {
        SignedRequest.PATH,
        SignedRequest.PATH + "/",
        SignedRequest.PATH + "?WithTags",
        SignedRequest.PATH + "?WithTags=",
        "/2020-05-31/tagging?Operation=Tag&Resource=arn%3Aaws%3Acloudfront%3A%3A0%3Ax%2Fy",
        "/2020-05-31/distributionsByOwnedResource/arn%3Aaws%3Acloudfront%3A%3A0%3Aa%2Fb%20c",
        "/2020-05-31/function/f%C3%BC?b=2&a=1&a=0&c=%7E*%2B",
        "/",
      })
  void whatTheSdkSignsIsAuthentic(String uri) {
    assertAuthentic(request().get(uri));
    SignedRequest post = request();
    post.uri = uri;
    assertAuthentic(post);
  }

  @ParameterizedTest
  @CsvSource({
    "//2020-05-31/distribution, /2020-05-31/distribution",
    "/2020-05-31//distribution, /2020-05-31/distribution",
    "/2020-05-31/./distribution, /2020-05-31/distribution",
    "/2020-05-31/x/../distribution/, /2020-05-31/distribution/",
    "/2020-05-31/distribution/E1/.., /2020-05-31/distribution",
    "/2020-05-31/distribution/., /2020-05-31/distribution",
    "/2020-05-31/function/%2E%2E, /2020-05-31/function/%2E%2E",
    "/2020-05-31/function/.a..b, /2020-05-31/function/.a..b",
  })
  void aPathIsSignedAndRoutedWithoutEmptyAndDotSegments(String path, String routed) {
    WireRequest signed = request().get(path).build();
    assertThat(signed.rawPath()).isEqualTo(routed);
    assertThat(verifier.verify(signed, "cloudfront")).isEqualTo(new Authentic(CALLER));
  }

  @Test
  void theRegionIsTheClients() {
    SignedRequest request = request();
    request.region = "mars-north-1";
    assertAuthentic(request);
  }

  @ParameterizedTest
  @ValueSource(longs = {-15, -14, 0, 14, 15})
  void clocksMayDifferByAQuarterOfAnHour(long minutes) {
    assertAuthentic(request(NOW.plus(Duration.ofMinutes(minutes))));
  }

  @ParameterizedTest
  @ValueSource(longs = {-901, 901})
  void butNoMore(long seconds) {
    assertRejected("RequestExpired", request(NOW.plusSeconds(seconds)).build());
  }

  @Test
  void aWrongSecretIsRejected() {
    assertRejected("SignatureDoesNotMatch", new SignedRequest(ID, "wrong", NOW).build());
    assertRejected("SignatureDoesNotMatch", new SignedRequest("OTHER", SECRET, NOW).build());
  }

  @Test
  void anUnknownKeyIsRejected() {
    assertRejected("InvalidClientTokenId", new SignedRequest("NOBODY", SECRET, NOW).build());
  }

  @Test
  void anotherServicesSignatureIsRejected() {
    SignedRequest request = request();
    request.service = "s3";
    assertRejected("SignatureDoesNotMatch", request.build());
  }

  @Test
  void anUnsignedRequestIsRejected() {
    assertRejected(
        "MissingAuthenticationToken",
        new WireRequest("GET", SignedRequest.PATH, Map.of("host", List.of("h")), new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic eDp5",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0",
        "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=0",
      })
  void anotherFormIsRejected(String authorization) {
    assertRejected(
        "IncompleteSignature",
        changed(
            request().build(), headers -> headers.put("authorization", List.of(authorization))));
  }

  @Test
  void aSignatureInTwoPlacesIsRejected() {
    SignedRequest presigned = request().get(SignedRequest.PATH + "?X-Amz-Algorithm=x");
    assertRejected("IncompleteSignature", presigned.build());
  }

  @ParameterizedTest
  @CsvSource({
    "20261121T100000Z, today",
    "20261121/, 20261120/",
    "20261121/, /",
    "20261121/, 2026/"
  })
  void aDateThatIsNotTheScopesIsRejected(String found, String replacement) {
    WireRequest damaged =
        changed(
            request().build(),
            headers ->
                headers.replaceAll((name, values) ->
                    values.stream().map(value -> value.replace(found, replacement)).toList()));
    assertThat(verifier.verify(damaged, "cloudfront")).isInstanceOf(Rejected.class);
  }

  @Test
  void aChangedBodyIsRejected() {
    WireRequest signed = request().build();
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest(
            signed.method(),
            SignedRequest.PATH,
            signed.headers(),
            "other".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aPayloadThatIsNotHashedIsRejected() {
    SignedRequest request = request();
    request.hashesPayload = false;
    assertThat(request.build().header("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
    assertThat(verifier.verify(request.build(), "cloudfront"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.why())
                    .startsWith(
                        "x-amz-content-sha256: UNSIGNED-PAYLOAD (expected: the body's SHA-256"));
  }

  @Test
  void aChangedPathMethodOrHeaderIsRejected() {
    WireRequest signed = request().build();
    String uri = SignedRequest.PATH;
    for (WireRequest changed :
        List.of(
            new WireRequest("PUT", uri, signed.headers(), signed.body()),
            new WireRequest("POST", uri + "/x", signed.headers(), signed.body()),
            new WireRequest("POST", uri + "?x", signed.headers(), signed.body()),
            new WireRequest("POST", uri + "?X-Amz-Signature=x", signed.headers(), signed.body()),
            changed(signed, headers -> headers.put("host", List.of("elsewhere"))))) {
      assertRejected("SignatureDoesNotMatch", changed);
    }
  }

  @Test
  void aHeaderOfAwssThatIsNotSignedIsRejected() {
    assertRejected(
        "SignatureDoesNotMatch",
        changed(request().build(), headers -> headers.put("x-amz-extra", List.of("1"))));
  }

  @Test
  void sessionTokensAreRejected() {
    SignedRequest request = request();
    request.sessionToken = "token";
    assertRejected("InvalidClientTokenId", request.build());
    request.presignedFor = Duration.ofMinutes(1);
    assertRejected("InvalidClientTokenId", request.build());
  }

  @Test
  void aPresignedUrlIsAuthenticUntilItExpires() {
    assertAuthentic(presignedGet(NOW));
    assertAuthentic(presignedGet(NOW.minus(Duration.ofMinutes(29))));
    assertRejected("RequestExpired", presignedGet(NOW.minus(Duration.ofMinutes(31))).build());
  }

  @Test
  void aPresignedChangeIsNotValidForLongerThanAnyOther() {
    SignedRequest change = request(NOW.minus(Duration.ofMinutes(14)));
    change.presignedFor = Duration.ofDays(1);
    assertAuthentic(change);
    change = request(NOW.minus(Duration.ofMinutes(16)));
    change.presignedFor = Duration.ofDays(1);
    assertRejected("RequestExpired", change.build());
  }

  @Test
  void aPresignedUrlNamesItsBody() {
    SignedRequest request = request();
    request.presignedFor = Duration.ofMinutes(1);
    WireRequest signed = request.build();
    String query =
        String.join(
            "&",
            signed.query().parameters().stream()
                .map(one -> one.name() + "=" + one.value().replace("/", "%2F"))
                .toList());
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest(
            "POST",
            SignedRequest.PATH + "?" + query,
            signed.headers(),
            "other".getBytes(StandardCharsets.UTF_8)));
  }

  private void assertAuthentic(SignedRequest request) {
    assertThat(verifier.verify(request.build(), "cloudfront")).isEqualTo(new Authentic(CALLER));
  }

  private void assertRejected(String code, WireRequest request) {
    assertThat(verifier.verify(request, "cloudfront"))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
  }

  private static SignedRequest request() {
    return request(NOW);
  }

  private static SignedRequest request(Instant signedAt) {
    return new SignedRequest(ID, SECRET, signedAt);
  }

  private static SignedRequest presignedGet(Instant signedAt) {
    SignedRequest request = request(signedAt).get(SignedRequest.PATH);
    request.presignedFor = Duration.ofMinutes(30);
    return request;
  }

  private static WireRequest changed(
      WireRequest request, Consumer<Map<String, List<String>>> change) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    change.accept(headers);
    return new WireRequest(request.method(), SignedRequest.PATH, headers, request.body());
  }
}
