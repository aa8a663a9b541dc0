package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Origin.Signing;
import dev.perigee.origin.Origins;
import dev.perigee.testkit.S3Process;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an S3 server that checks signatures and whose objects are private. */
class S3IT {

  private static final String SUFFIX = "s3.us-east-1.amazonaws.com";
  private static final String BUCKET = "media." + SUFFIX;

  private static S3Process s3;
  private RunningListener service;

  @BeforeAll
  static void startS3() {
    s3 = S3Process.start();
    s3.put("media", "o.txt", bytes("an object"));
    s3.put("media", "films/o.txt", bytes("a film"));
    s3.put("other", "secret.txt", bytes("another bucket's"));
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  @BeforeEach
  void start() throws Exception {
    service = RunningListener.startWithEndpoints(SUFFIX + "=" + s3.endpoint());
  }

  @AfterEach
  void stop() throws Exception {
    service.awaitUnderWay(0);
    service.close();
  }

  @Test
  @Tag("A9.4")
  void aSignedRequestGetsTheObject() throws Exception {
    service.knows(Origins.s3(BUCKET).build());

    try (EdgeConnection edge = service.connect()) {
      RawHttp.Message whole = edge.get("/o.txt", "perigee-host: viewer.example");
      RawHttp.Message part = edge.get("/o.txt", "Range: bytes=3-5");
      edge.request("HEAD", "/o.txt");
      RawHttp.Head head = edge.head();

      assertThat(whole.head().status()).isEqualTo(200);
      assertThat(whole.text()).isEqualTo("an object");
      assertThat(part.head().status()).isEqualTo(206);
      assertThat(part.text()).isEqualTo("obj");
      assertThat(part.head().headers("content-range")).containsExactly("bytes 3-5/9");
      assertThat(head.headers("content-length")).containsExactly("9");
    }
  }

  @Test
  void theBucketMayBeInTheHostName() throws Exception {
    service.close();
    service = RunningListener.startWithEndpoints(SUFFIX + "=" + s3.virtualHostEndpoint());
    service.knows(Origins.s3(BUCKET).path("/films").build());

    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/o.txt").text()).isEqualTo("a film");
    }
  }

  @Test
  void theOriginsPathIsWithinTheBucket() throws Exception {
    service.knows(Origins.s3(BUCKET).path("/films").build());

    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/o.txt").text()).isEqualTo("a film");
    }
  }

  @Test
  void aMissingObjectIsTheServersOwn404() throws Exception {
    service.knows(Origins.s3(BUCKET).build());

    try (EdgeConnection edge = service.connect()) {
      RawHttp.Message response = edge.get("/missing.txt");

      assertThat(response.head().status()).isEqualTo(404);
      assertThat(response.text()).contains("NoSuchKey");
      assertThat(response.head().header("perigee-failure")).isEmpty();
    }
  }

  @Test
  @Tag("A9.4")
  void anUnsignedRequestIsTheServersOwn403() throws Exception {
    service.knows(Origins.s3(BUCKET).signing(Signing.NEVER).build());

    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/o.txt").head().status()).isEqualTo(403);
    }
  }

  @Test
  @Tag("A9.4")
  void aViewersAuthorizationGivesWayUnlessItMayOverride() throws Exception {
    service.knows(Origins.s3(BUCKET).build());
    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/o.txt", "Authorization: Bearer viewer").head().status()).isEqualTo(200);
    }

    service.knows(Origins.s3(BUCKET).signing(Signing.NO_OVERRIDE).build());
    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/o.txt").head().status()).isEqualTo(200);
      assertThat(edge.get("/o.txt", "Authorization: Bearer viewer").head().status())
          .isGreaterThanOrEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a b+c%d/\u00e9.txt, /a%20b%2Bc%25d/%C3%A9.txt",
    "a b+c%d/\u00e9.txt, /a%20b+c%25d/%c3%a9.txt",
    "(x)!*'~.txt, /(x)!*'~.txt",
    "a=b&c;d@e.txt, /a=b&c;d@e.txt"
  })
  void aKeyHasManySpellings(String key, String target) throws Exception {
    s3.put("media", key, bytes(key));
    service.knows(Origins.s3(BUCKET).build());

    try (EdgeConnection edge = service.connect()) {
      RawHttp.Message response = edge.get(target);

      assertThat(response.head().status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/../other/secret.txt",
    "/%2e%2e/other/secret.txt",
    "/..%2fother/secret.txt",
    "/x/../o.txt"
  })
  void noPathLeadsOutOfTheBucket(String target) throws Exception {
    service.knows(Origins.s3(BUCKET).build());

    try (EdgeConnection edge = service.connect()) {
      RawHttp.Message response = edge.get(target);

      assertThat(response.head().status()).isEqualTo(400);
      assertThat(response.head().headers("perigee-failure")).containsExactly("OriginPathRefused");
    }
  }

  @Test
  void anObjectIsPut() throws Exception {
    service.knows(Origins.s3(BUCKET).build());
    byte[] body = bytes("0123456789".repeat(300_000));

    try (EdgeConnection edge = service.connect()) {
      edge.request("PUT", "/uploaded.txt", "Content-Length: " + body.length);
      edge.send(body);

      assertThat(edge.response().head().status()).isEqualTo(200);
      assertThat(edge.get("/uploaded.txt").body()).isEqualTo(body);
    }
  }

  @Test
  void signingNeedsCredentials() throws Exception {
    service.knows(Origins.s3("media.s3.eu-west-1.amazonaws.com").build());

    try (EdgeConnection edge = service.connect()) {
      assertThat(edge.get("/o.txt").head().headers("perigee-failure"))
          .containsExactly("OriginCredentialsMissing");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
