package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Head;
import dev.perigee.testkit.http.Resource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;

/** Programs that people use, over HTTPS, with certificates checked. */
@ExtendWith(World.Provider.class)
class RealClientsIT {

  private final World world;
  @TempDir private Path directory;
  private String host;
  private String port;
  private String authority;

  RealClientsIT(World world) {
    this.world = world;
  }

  @BeforeEach
  void find() {
    host = world.distribution().domainName();
    port = world.suite().secureEdge(0).replaceAll(".*:", "");
    authority = world.suite().authority().toString();
  }

  @ParameterizedTest
  @CsvSource({"--http1.1, 1.1", "--http2, 2"})
  void curl(String option, String version) throws Exception {
    world.origin().on("/curl", Resource.of(Content.of("for curl"), "\"c\"", "max-age=600"));
    String printed =
        Tool.run(
                directory,
                "curl",
                "-sS",
                option,
                "--cacert",
                authority,
                "-w",
                " %{http_version} %{http_code}",
                "https://" + host + ":" + port + "/curl")
            .succeeded();
    assertThat(printed).isEqualTo("for curl " + version + " 200");
  }

  @Test
  void curlIsRefusedByItsOwnRulesWithoutTheAuthority() throws Exception {
    Tool.Result result =
        Tool.run(directory, "curl", "-sS", "https://" + host + ":" + port + "/curl");
    assertThat(result.exitCode()).isEqualTo(60);
  }

  @Test
  void wgetGoesOnWithWhatItHas() throws Exception {
    Content.Generated large = (Content.Generated) Content.generated(3 << 20, 5);
    world.origin().on("/wget.bin", Resource.of(large, "\"w\"", "max-age=600"));
    byte[] begun = new byte[1 << 20];
    for (int i = 0; i < begun.length; i++) {
      begun[i] = large.at(i);
    }
    Path file = directory.resolve("wget.bin");
    Files.write(file, begun);
    String printed =
        Tool.run(
                directory,
                "wget",
                "-c",
                "--ca-certificate=" + authority,
                "--header=Host: " + host,
                "https://127.0.0.1:" + port + "/wget.bin")
            .succeeded();
    assertThat(printed).contains("206 Partial Content");
    byte[] whole = Files.readAllBytes(file);
    assertThat(whole).hasSize(3 << 20);
    for (int i = 0; i < whole.length; i += 4_099) {
      assertThat(whole[i]).isEqualTo(large.at(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hls, index.m3u8, -hls_time, 1, application/vnd.apple.mpegurl",
    "dash, index.mpd, -seg_duration, 1, application/dash+xml"
  })
  void ffmpegPlays(String format, String list, String option, String seconds, String type)
      throws Exception {
    Path media = Files.createDirectory(directory.resolve(format));
    Tool.run(
            media,
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc=duration=3:size=128x72:rate=10",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-g",
            "10",
            option,
            seconds,
            "-f",
            format,
            list)
        .succeeded();
    try (Stream<Path> files = Files.list(media)) {
      for (Path file : files.filter(name -> !name.toString().endsWith(".out")).toList()) {
        String name = file.getFileName().toString();
        String contentType = name.equals(list) ? type : "video/mp4";
        world
            .origin()
            .on(
                "/" + format + "/" + name,
                new Resource(
                    Content.of(Files.readAllBytes(file)),
                    "\"" + name + "\"",
                    List.of(
                        new Head.Field("Cache-Control", "max-age=600"),
                        new Head.Field("Content-Type", contentType))));
      }
    }
    String printed =
        Tool.run(
                directory,
                "ffmpeg",
                "-v",
                "error",
                "-stats",
                "-tls_verify",
                "1",
                "-ca_file",
                authority,
                "-headers",
                "Host: " + host + "\r\n",
                "-i",
                "https://127.0.0.1:" + port + "/" + format + "/" + list,
                "-f",
                "null",
                "-")
            .succeeded();
    assertThat(printed).contains("frame=   30");
  }

  @Test
  void chromiumLoadsAPageAndWhatItNamesOverHttp2() throws Exception {
    world.origin().on("/page.css", Resource.of(Content.of("p {}"), "\"p\"", "max-age=600"));
    world
        .origin()
        .on(
            "/page.html",
            new Resource(
                Content.of(
                    """
                    <!DOCTYPE html><title>page</title><p id="said">nothing</p>
                    <script>
                    fetch('/page.css').then(answer => answer.text()).then(text => {
                      const came = performance.getEntriesByType('navigation')[0].nextHopProtocol;
                      document.getElementById('said').textContent = came + ' ' + text;
                    });
                    </script>
                    """),
                "\"h\"",
                List.of(
                    new Head.Field("Cache-Control", "max-age=600"),
                    new Head.Field("Content-Type", "text/html"))));
    String page =
        Tool.run(
                directory,
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + directory.resolve("profile"),
                "--ignore-certificate-errors",
                "--virtual-time-budget=10000",
                "--dump-dom",
                "https://" + host + ":" + port + "/page.html")
            .succeeded();
    assertThat(page).contains("<p id=\"said\">h2 p {}</p>");
  }

  @Test
  void urlsThatTheAwsSdkSigned() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    String keyId = publicKey(keys);
    JsonNode created =
        world
            .cloudfront(
                "create-distribution",
                "--distribution-config",
                new DistributionConfig("signed")
                    .httpOrigin("site", world.origin().port())
                    .signedBy(keyGroup(keyId))
                    .json("site"))
            .path("Distribution");
    world.awaitDeployed(created.path("Id").asText());
    world.origin().on("/film", Resource.of(Content.of("a film"), "\"f\"", "max-age=600"));
    String url = "https://" + created.path("DomainName").asText() + ":" + port + "/film";
    String signed =
        CloudFrontUtilities.create()
            .getSignedUrlWithCannedPolicy(
                CannedSignerRequest.builder()
                    .resourceUrl(url)
                    .privateKey(keys.getPrivate())
                    .keyPairId(keyId)
                    .expirationDate(Instant.now().plusSeconds(300))
                    .build())
            .url();
    assertThat(fetch(signed)).isEqualTo("a film 200");
    assertThat(fetch(url)).endsWith(" 403");
    assertThat(fetch(signed.replace("Signature=", "Signature=A"))).endsWith(" 403");
  }

  private String fetch(String url) throws Exception {
    return Tool.run(directory, "curl", "-sS", "--cacert", authority, "-w", " %{http_code}", url)
        .succeeded();
  }

  private String publicKey(KeyPair keys) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    return world
        .cloudfront(
            "create-public-key",
            "--public-key-config",
            "{\"CallerReference\": \"real-clients\", \"Name\": \"real-clients\","
                + " \"EncodedKey\": \""
                + pem.replace("\n", "\\n")
                + "\"}")
        .at("/PublicKey/Id")
        .asText();
  }

  private String keyGroup(String keyId) {
    return world
        .cloudfront(
            "create-key-group",
            "--key-group-config",
            "{\"Name\": \"real-clients\", \"Items\": [\"" + keyId + "\"]}")
        .at("/KeyGroup/Id")
        .asText();
  }
}
