package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.origin.Origins;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Against an endpoint that checks signatures, by the AWS SDK, and the CDN's authorisation. */
class MediaPackageIT {

  private static final String DOMAIN =
      "a1b2c3.egress.d4e5f6.mediapackagev2.eu-west-1.amazonaws.com";
  private static final String OTHER_DOMAIN =
      "a1b2c3.egress.d4e5f6.mediapackagev2.us-west-2.amazonaws.com";
  private static final String CDN_HEADER = "X-MediaPackageV2-CDNIdentifier";
  private static final String CDN_SECRET = "only-for-the-cdn";

  private RawOrigin endpoint;
  private RunningListener service;

  @BeforeEach
  void start() throws Exception {
    endpoint =
        RawOrigin.start(connection -> {
          while (true) {
            RawHttp.Head head = connection.request().head();
            connection.send(isSigned(head) ? answer("200 OK", "a part") : answer("403 No", "no"));
          }
        });
    service =
        RunningListener.startWithEndpoints(
            "mediapackagev2.eu-west-1.amazonaws.com=http://key:secret@127.0.0.1:" + endpoint.port(),
            "mediapackagev2.us-west-2.amazonaws.com=http://key:other@127.0.0.1:" + endpoint.port());
  }

  @AfterEach
  void stop() throws Exception {
    service.awaitUnderWay(0);
    service.close();
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/out/v1/group/channel/endpoint/index.m3u8",
        "/out/v1/group/channel/endpoint/index.m3u8?start=2026-11-21T20%3A15%3A30Z&_HLS_msn=5",
        "/out/v1/gr%20oup/channel/endpoint/seg,1.mp4?m=1583172400",
      })
  @Tag("A9.4")
  void aSignedRequestIsAnswered(String target) throws Exception {
    service.knows(Origins.mediaPackage(DOMAIN).header(CDN_HEADER, CDN_SECRET).build());
    try (EdgeConnection edge = service.connect()) {
      RawHttp.Message answer = edge.get(target, "x-amz-cf-id: abc", "Authorization: Bearer viewer");
      assertThat(answer.head().startLine()).contains("200");
      assertThat(answer.text()).isEqualTo("a part");
    }
  }

  @Test
  @Tag("A9.4")
  void withAnotherKeyOrTheWrongHeaderItIsRefusedByTheEndpoint() throws Exception {
    service.knows(Origins.mediaPackage(OTHER_DOMAIN).header(CDN_HEADER, CDN_SECRET).build());
    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/out/v1/index.m3u8").head().status()).isEqualTo(403);
    }
    service.knows(Origins.mediaPackage(DOMAIN).header(CDN_HEADER, "another").build());
    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/out/v1/index.m3u8", CDN_HEADER + ": " + CDN_SECRET).head().status())
          .as("a viewer's own header is no authorisation")
          .isEqualTo(403);
    }
  }

  @Test
  void noPathLeadsElsewhereThanItIsSignedFor() throws Exception {
    service.knows(Origins.mediaPackage(DOMAIN).build());
    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/out/../index.m3u8").head().headers("perigee-failure"))
          .containsExactly("OriginPathRefused");
    }
  }

  private static boolean isSigned(RawHttp.Head head) {
    String[] line = head.startLine().split(" ", -1);
    String at = head.header("x-amz-date").orElse("");
    if (at.isEmpty() || !head.header(CDN_HEADER).orElse("").equals(CDN_SECRET)) {
      return false;
    }
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.valueOf(line[0]))
            .uri(URI.create("https://" + head.header("host").orElseThrow() + line[1]));
    head.header("x-amz-cf-id").ifPresent(id -> request.putHeader("x-amz-cf-id", id));
    Instant signedAt =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .parse(at, Instant::from);
    String expected =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(AwsCredentialsIdentity.create("key", "secret"))
                    .request(request.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mediapackagev2")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)))
            .request()
            .firstMatchingHeader("Authorization")
            .orElseThrow();
    return head.headers("authorization").equals(List.of(expected));
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
