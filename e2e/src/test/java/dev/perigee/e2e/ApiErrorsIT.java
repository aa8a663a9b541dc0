package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.AwsCli;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad input to the API: CloudFront's codes, and nothing half-stored. */
@ExtendWith(World.Provider.class)
class ApiErrorsIT {

  private final World world;
  private final SignedApi api;

  ApiErrorsIT(World world) {
    this.world = world;
    AwsCli aws = world.suite().aws();
    this.api = new SignedApi(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey());
  }

  @Test
  void aWrongSignatureIsRefused() throws Exception {
    AwsCli aws = world.suite().aws();
    HttpResponse<String> response =
        new SignedApi(aws.endpoint(), aws.accessKeyId(), "not-the-secret")
            .send("GET", "/2020-05-31/distribution", new byte[0]);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
    assertThat(response.body())
        .contains("<ErrorResponse xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">")
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void malformedXmlIsRefused() throws Exception {
    int before = distributions();
    HttpResponse<String> response =
        api.send("POST", "/2020-05-31/distribution", bytes("<DistributionConfig><Enabled>"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.body()).contains("<Code>MalformedXML</Code>");
    assertThat(distributions()).isEqualTo(before);
  }

  @Test
  void aBodyOfTwoMegabytesIsRefused() throws Exception {
    int before = distributions();
    HttpResponse<String> response =
        api.send(
            "POST",
            "/2020-05-31/distribution",
            bytes("<DistributionConfig>" + " ".repeat(2 << 20) + "</DistributionConfig>"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
    assertThat(response.body()).contains("<Error>");
    assertThat(distributions()).isEqualTo(before);
  }

  @Test
  void anUnknownIdIsNamed() {
    AwsCli.Result result =
        World.run(world.suite().aws(), "get-distribution", "--id", "EDOESNOTEXIST1");
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.errors()).contains("NoSuchDistribution");
  }

  @Test
  void aStaleVersionIsNotOverwritten() {
    String created =
        new DistributionConfig("stale").httpOrigin("o", world.origin().port()).json("o");
    String id =
        world
            .cloudfront("create-distribution", "--distribution-config", created)
            .at("/Distribution/Id")
            .asText();
    String etag = world.cloudfront("get-distribution", "--id", id).path("ETag").asText();
    update(id, etag, "second");
    AwsCli.Result late = tryUpdate(id, etag, "third");
    assertThat(late.exitCode()).isNotZero();
    assertThat(late.errors()).contains("PreconditionFailed");
    assertThat(
            world
                .cloudfront("get-distribution-config", "--id", id)
                .at("/DistributionConfig/Comment")
                .asText())
        .isEqualTo("second");
  }

  private void update(String id, String etag, String comment) {
    assertThat(tryUpdate(id, etag, comment).exitCode()).isZero();
  }

  private AwsCli.Result tryUpdate(String id, String etag, String comment) {
    String config =
        new DistributionConfig("stale")
            .comment(comment)
            .httpOrigin("o", world.origin().port())
            .json("o");
    return World.run(
        world.suite().aws(),
        "update-distribution",
        "--id",
        id,
        "--if-match",
        etag,
        "--distribution-config",
        config);
  }

  private int distributions() {
    return world.cloudfront("list-distributions").at("/DistributionList/Items").size();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
