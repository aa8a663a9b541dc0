package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.Neighbours;
import dev.perigee.config.wire.WireRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.AccessDeniedException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;

/** Who may do what, by the AWS SDK and by requests that its signer signs. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class AccessIT {

  @TestHTTPResource URI endpoint;

  @Test
  void aLimitedKeyDoesNoMoreThanItMay() {
    try (CloudFrontClient reader = client("READER", "reader-secret")) {
      assertThat(reader.listDistributions()).isNotNull();
      assertThatThrownBy(() -> createAccessControl(reader))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(
              "READER of account 000000000000 is not authorized to perform:"
                  + " cloudfront:CreateOriginAccessControl because its access is read-only");
    }
    try (CloudFrontClient purger = client("PURGER", "purger-secret")) {
      assertRefused("AccessDenied", purger::listDistributions);
      assertRefused(
          "NoSuchDistribution", () -> purger.listInvalidations(r -> r.distributionId("E0")));
    }
  }

  @Test
  void whoFailsTooOftenIsTurnedAwayAndNobodyElse() {
    try (CloudFrontClient guessing = client("GUESSED", "guess");
        CloudFrontClient right = client("GUESSED", "guessed-secret");
        CloudFrontClient other = client("TESTKEY", "test-secret")) {
      assertThat(right.listDistributions()).isNotNull();
      for (int i = 0; i < 5; i++) {
        assertRefused("SignatureDoesNotMatch", guessing::listDistributions);
      }
      assertThatThrownBy(guessing::listDistributions)
          .isInstanceOfSatisfying(
              CloudFrontException.class,
              refusal -> {
                assertThat(refusal.isThrottlingException()).isTrue();
                assertThat(refusal.statusCode()).isEqualTo(429);
              });
      assertRefused("Throttling", right::listDistributions);
      assertThat(other.listDistributions()).isNotNull();
    }
  }

  @Test
  void aRepeatedRequestDoesNothingTheSecondTime() throws IOException, InterruptedException {
    String name = UUID.randomUUID().toString();
    String path = "/2020-05-31/origin-access-control";
    SignedHttp http = new SignedHttp(endpoint, "TESTKEY", "test-secret");
    WireRequest creation = http.sign("POST", path, accessControl(name, "always"));
    HttpResponse<String> created = http.send(creation, path);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(http.send(creation, path).body())
        .contains("<Code>OriginAccessControlAlreadyExists</Code>");

    String config =
        URI.create(created.headers().firstValue("Location").orElseThrow()).getPath() + "/config";
    String etag = created.headers().firstValue("ETag").orElseThrow();
    WireRequest update = http.ifMatch(etag).sign("PUT", config, accessControl(name, "never"));
    assertThat(http.send(update, config).statusCode()).isEqualTo(200);
    assertThat(http.send(update, config).body()).contains("<Code>PreconditionFailed</Code>");
  }

  private static String accessControl(String name, String signing) {
    return "<OriginAccessControlConfig><Name>%s</Name><SigningProtocol>sigv4</SigningProtocol>"
            .formatted(name)
        + "<SigningBehavior>%s</SigningBehavior>".formatted(signing)
        + "<OriginAccessControlOriginType>s3</OriginAccessControlOriginType>"
        + "</OriginAccessControlConfig>";
  }

  private static void createAccessControl(CloudFrontClient client) {
    client.createOriginAccessControl(r ->
        r.originAccessControlConfig(c ->
            c.name(UUID.randomUUID().toString())
                .signingProtocol("sigv4")
                .signingBehavior("always")
                .originAccessControlOriginType("s3")));
  }

  private CloudFrontClient client(String accessKeyId, String secret) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create("http://" + endpoint.getAuthority()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudFrontException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
