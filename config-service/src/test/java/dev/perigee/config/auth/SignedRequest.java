package dev.perigee.config.auth;

import dev.perigee.config.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.RegionSet;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** A request that the SDK's own signer signs; by default the creation of a distribution. */
final class SignedRequest {

  static final String PATH = "/2020-05-31/distribution";

  private final String accessKeyId;
  private final String secret;
  private final Instant signedAt;

  int port = 9000;
  String method = "POST";
  String uri = PATH;
  String body = "<DistributionConfig/>";
  String ifMatch = "";
  String region = "us-east-1";
  String service = "cloudfront";
  String sessionToken = "";
  Duration presignedFor = Duration.ZERO;
  boolean hashesPayload = true;
  boolean byEcdsa;

  SignedRequest(String accessKeyId, String secret, Instant signedAt) {
    this.accessKeyId = accessKeyId;
    this.secret = secret;
    this.signedAt = signedAt;
  }

  SignedRequest get(String withUri) {
    method = "GET";
    body = "";
    uri = withUri;
    return this;
  }

  WireRequest build() {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SignRequest.Builder<AwsCredentialsIdentity> request =
        SignRequest.builder(credentials())
            .request(unsigned())
            .payload(() -> new ByteArrayInputStream(bytes))
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
            .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, hashesPayload)
            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
            .putProperty(AwsV4aHttpSigner.REGION_SET, RegionSet.create("*"))
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC));
    if (!presignedFor.isZero()) {
      request
          .putProperty(
              AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
          .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, presignedFor);
    }
    HttpSigner<AwsCredentialsIdentity> signer =
        byEcdsa ? AwsV4aHttpSigner.create() : AwsV4HttpSigner.create();
    return toWire(signer.sign(request.build()).request(), bytes);
  }

  private AwsCredentialsIdentity credentials() {
    return sessionToken.isEmpty()
        ? AwsCredentialsIdentity.create(accessKeyId, secret)
        : AwsSessionCredentialsIdentity.create(accessKeyId, secret, sessionToken);
  }

  private SdkHttpRequest unsigned() {
    int mark = uri.indexOf('?');
    SdkHttpFullRequest.Builder unsigned =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .protocol(hashesPayload ? "http" : "https")
            .host("127.0.0.1")
            .port(port)
            .encodedPath(mark < 0 ? uri : uri.substring(0, mark));
    if (!ifMatch.isEmpty()) {
      unsigned.putHeader("If-Match", ifMatch);
    }
    if (mark >= 0) {
      WireRequest parsed = new WireRequest(method, uri, Map.of(), new byte[0]);
      parsed
          .query()
          .parameters()
          .forEach(one -> unsigned.appendRawQueryParameter(one.name(), one.value()));
    }
    return unsigned.build();
  }

  private WireRequest toWire(SdkHttpRequest signed, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    signed.forEachHeader(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
    headers.putIfAbsent("host", List.of("127.0.0.1:" + port));
    String query = signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
    return new WireRequest(signed.method().name(), signed.encodedPath() + query, headers, body);
  }
}
