package dev.perigee.origin.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The AWS SDK's signer, over HTTPS, is the measure. */
class RequestSignerTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:30Z");
  private static final String HOST = "media.s3.eu-west-1.amazonaws.com";

  private final RequestSigner signer = signer(SigningService.S3);

  @ParameterizedTest
  @CsvSource({
    "GET, /object.txt",
    "HEAD, /object.txt",
    "PUT, /deep/er/object",
    "DELETE, /object",
    "GET, /with%20space%2Bplus%25percent",
    "GET, /%C3%A9t%C3%A9/~tilde-._",
    "GET, /double//slash",
    "GET, /object?versionId=abc",
    "GET, /object?b=2&a=1&response-content-type=text%2Fplain%3B%20charset%3Dutf-8",
    "GET, /"
  })
  void signsAsTheSdkDoes(String method, String target) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("x-amz-meta-two", "  a   b ").add("Range", "bytes=0-1");

    String sent = signer.sign(method, target, HOST, headers, false);

    assertThat(headers.get("authorization"))
        .isEqualTo(bySdk(method, sent, Map.of("x-amz-meta-two", "  a   b ")));
    assertThat(headers.get("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    assertThat(headers.get("x-amz-date")).isEqualTo("20261121T201530Z");
    assertThat(headers.get("host")).isEqualTo(HOST);
  }

  /** Every service but S3 has the path encoded once more, and counts the body. */
  @ParameterizedTest
  @CsvSource({
    "GET, /out/v1/group/channel/endpoint/index.m3u8",
    "HEAD, /out/v1/group/channel/endpoint/index.m3u8",
    "GET, /out/v1/g/c/e/index.m3u8?start=2026-11-21T20%3A15%3A30Z&aws.manifestfilter=a%3A1-2",
    "GET, /out/v1/with%20space/%C3%A9t%C3%A9/a%2Cb.mp4"
  })
  void signsForMediaPackageAsTheSdkDoes(String method, String target) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    String sent = signer(SigningService.MEDIA_PACKAGE).sign(method, target, HOST, headers, false);

    assertThat(headers.get("authorization"))
        .contains("/eu-west-1/mediapackagev2/aws4_request")
        .isEqualTo(mediaBySdk(method, sent));
  }

  @Test
  void aBodyThatStreamsToMediaPackageIsNotSigned() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    signer(SigningService.MEDIA_PACKAGE).sign("PUT", "/o", HOST, headers, true);
    assertThat(headers.get("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
  }

  @Test
  void replacesWhatTheViewerSent() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers
        .add("Authorization", "Bearer token")
        .add("X-Amz-Date", "19700101T000000Z")
        .add("X-Amz-Security-Token", "theirs");

    signer.sign("GET", "/o", HOST, headers, false);

    assertThat(headers.getAll("authorization")).hasSize(1);
    assertThat(headers.getAll("x-amz-date")).containsExactly("20261121T201530Z");
    assertThat(headers.contains("x-amz-security-token")).isFalse();
    assertThat(headers.get("authorization")).isEqualTo(bySdk("GET", "/o", Map.of()));
  }

  private static RequestSigner signer(SigningService service) {
    return new RequestSigner(
        service, new Credentials("AKID", "se/cr+et"), "eu-west-1", InstantSource.fixed(NOW));
  }

  private static String mediaBySdk(String method, String target) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.valueOf(method))
            .uri(URI.create("https://" + HOST + target))
            .build();
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(AwsCredentialsIdentity.create("AKID", "se/cr+et"))
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mediapackagev2")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static String bySdk(String method, String target, Map<String, String> headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.valueOf(method))
            .uri(URI.create("https://" + HOST + target));
    headers.forEach(request::putHeader);
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(AwsCredentialsIdentity.create("AKID", "se/cr+et"))
                .request(request.build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }
}
