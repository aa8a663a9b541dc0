package dev.perigee.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Viewer;
import org.junit.jupiter.api.Test;

class S3ProcessIT {

  @Test
  void givesItsObjectsToThoseWhoSignOnly() throws Exception {
    try (S3Process s3 = S3Process.start()) {
      s3.put("media", "film/1.ts", "hello".getBytes(UTF_8));

      Viewer anybody = new Viewer(s3.url(), "localhost");
      assertThat(anybody.get("/media/film/1.ts").status()).isEqualTo(403);

      AwsCli owner = new AwsCli(s3.url(), s3.accessKeyId(), s3.secretAccessKey());
      AwsCli.Result listed = owner.run("s3api", "list-objects-v2", "--bucket", "media");
      assertThat(listed.json().path("Contents").path(0).path("Key").asText())
          .isEqualTo("film/1.ts");
      AwsCli stranger = new AwsCli(s3.url(), s3.accessKeyId(), "wrong");
      assertThat(stranger.run("s3api", "list-objects-v2", "--bucket", "media").exitCode())
          .isNotZero();
    }
  }
}
