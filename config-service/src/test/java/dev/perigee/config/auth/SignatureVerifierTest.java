package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.auth.Authentication.Authentic;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.wire.SdkLoop;
import dev.perigee.config.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Against the SDK's own signer. */
class SignatureVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String BODY = "<InvalidationBatch/>";
  private static final String DISTRIBUTION = "/2020-05-31/distribution";

  private static final Caller CALLER =
      new Caller(Caller.DEFAULT_ACCOUNT, SdkLoop.ACCESS_KEY_ID, Access.FULL);

  private final AccessKeys keys =
      new AccessKeys(List.of(SdkLoop.ACCESS_KEY_ID + ":" + SdkLoop.SECRET, "OTHER:secret"));
  private final SignatureVerifier verifier = new SignatureVerifier(keys, InstantSource.fixed(NOW));

  private SdkHttpMethod method = SdkHttpMethod.POST;
  private String uri = DISTRIBUTION;
  private String region = "us-east-1";
  private String service = "cloudfront";
  private String secret = SdkLoop.SECRET;
  private String accessKeyId = SdkLoop.ACCESS_KEY_ID;
  private Instant signedAt = NOW;
  private Duration presignedFor = Duration.ZERO;

  @ParameterizedTest
  @ValueSource(
      strings = {
        DISTRIBUTION,
        DISTRIBUTION + "/",
        DISTRIBUTION + "?WithTags",
        DISTRIBUTION + "?WithTags=",
        "/2020-05-31/tagging?Operation=Tag&Resource=arn%3Aaws%3Acloudfront%3A%3A0%3Ax%2Fy",
        "/2020-05-31/distributionsByOwnedResource/arn%3Aaws%3Acloudfront%3A%3A0%3Aa%2Fb%20c",
        "/2020-05-31/function/f%C3%BC?b=2&a=1&a=0&c=%7E*%2B",
      })
  void whatTheSdkSignsIsAuthentic(String signedUri) {
    uri = signedUri;
    assertThat(verifier.verify(signed())).isEqualTo(new Authentic(CALLER));
  }

  @Test
  void theRegionIsTheClients() {
    region = "mars-north-1";
    assertThat(verifier.verify(signed())).isInstanceOf(Authentic.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-14, 0, 14})
  void clocksMayDifferByAQuarterOfAnHour(long minutes) {
    signedAt = NOW.plus(Duration.ofMinutes(minutes));
    assertThat(verifier.verify(signed())).isInstanceOf(Authentic.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-16, 16})
  void butNoMore(long minutes) {
    signedAt = NOW.plus(Duration.ofMinutes(minutes));
    assertRejected("RequestExpired", signed());
  }

  @Test
  void aWrongSecretIsRejected() {
    secret = "wrong";
    assertRejected("SignatureDoesNotMatch", signed());
  }

  @Test
  void anUnknownKeyIsRejected() {
    accessKeyId = "NOBODY";
    assertRejected("InvalidClientTokenId", signed());
  }

  @Test
  void anotherServicesSignatureIsRejected() {
    service = "s3";
    assertRejected("SignatureDoesNotMatch", signed());
  }

  @Test
  void anUnsignedRequestIsRejected() {
    assertRejected(
        "MissingAuthenticationToken",
        new WireRequest("GET", DISTRIBUTION, Map.of("host", List.of("h")), new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic eDp5",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0",
        "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/aws4_request, SignedHeaders=host, Signature=0",
      })
  void anotherFormIsRejected(String authorization) {
    assertRejected(
        "IncompleteSignature",
        changed(signed(), headers -> headers.put("authorization", List.of(authorization))));
  }

  @Test
  void aChangedBodyIsRejected() {
    WireRequest signed = signed();
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest(
            signed.method(), uri, signed.headers(), "other".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aChangedPathMethodOrHeaderIsRejected() {
    WireRequest signed = signed();
    assertRejected(
        "SignatureDoesNotMatch", new WireRequest("PUT", uri, signed.headers(), signed.body()));
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest(signed.method(), uri + "/x", signed.headers(), signed.body()));
    assertRejected(
        "SignatureDoesNotMatch",
        new WireRequest(signed.method(), uri + "?x", signed.headers(), signed.body()));
    assertRejected(
        "SignatureDoesNotMatch",
        changed(signed, headers -> headers.put("host", List.of("elsewhere"))));
  }

  @Test
  void aHeaderOfAwssThatIsNotSignedIsRejected() {
    assertRejected(
        "SignatureDoesNotMatch",
        changed(signed(), headers -> headers.put("x-amz-extra", List.of("1"))));
  }

  @Test
  void sessionTokensAreRejected() {
    assertRejected(
        "InvalidClientTokenId",
        changed(signed(), headers -> headers.put("x-amz-security-token", List.of("t"))));
  }

  @Test
  void aPresignedUrlIsAuthenticUntilItExpires() {
    method = SdkHttpMethod.GET;
    presignedFor = Duration.ofMinutes(30);
    assertThat(verifier.verify(signed())).isInstanceOf(Authentic.class);
    signedAt = NOW.minus(Duration.ofMinutes(29));
    assertThat(verifier.verify(signed())).isInstanceOf(Authentic.class);
    signedAt = NOW.minus(Duration.ofMinutes(31));
    assertRejected("RequestExpired", signed());
  }

  private void assertRejected(String code, WireRequest request) {
    assertThat(verifier.verify(request))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
  }

  private WireRequest signed() {
    byte[] body = method == SdkHttpMethod.GET ? new byte[0] : BODY.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest unsigned =
        SdkHttpFullRequest.builder()
            .method(method)
            .uri(URI.create("http://127.0.0.1:9000" + uri))
            .build();
    SignRequest.Builder<AwsCredentialsIdentity> request =
        SignRequest.builder(AwsCredentialsIdentity.create(accessKeyId, secret))
            .request(unsigned)
            .payload(() -> new ByteArrayInputStream(body))
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC));
    if (!presignedFor.isZero()) {
      request
          .putProperty(
              AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
          .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, presignedFor);
    }
    SdkHttpRequest signed = AwsV4HttpSigner.create().sign(request.build()).request();
    Map<String, List<String>> headers = new HashMap<>();
    signed.forEachHeader(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
    headers.putIfAbsent("host", List.of("127.0.0.1:9000"));
    String query = signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
    return new WireRequest(method.name(), signed.encodedPath() + query, headers, body);
  }

  private WireRequest changed(WireRequest request, Consumer<Map<String, List<String>>> change) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    change.accept(headers);
    return new WireRequest(request.method(), uri, headers, request.body());
  }
}
