package dev.perigee.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/**
 * A family of operations, asked by the AWS SDK. {@code cloudFront} is the account that has
 * everything; {@code other} is another account, and {@code purger} may do nothing of it.
 */
@SuppressWarnings("NullAway.Init") // the fields are injected
public abstract class FamilyFixture {

  protected static final String ACCOUNT = "000000000000";

  /** A managed cache policy. */
  protected static final String CACHE_POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6";

  @TestHTTPResource URI endpoint;
  @Inject DataSource database;

  protected CloudFrontClient cloudFront;
  protected CloudFrontClient other;
  protected CloudFrontClient purger;

  @BeforeEach
  void connect() {
    cloudFront = client("TESTKEY", "test-secret");
    other = client("OTHER", "other-secret");
    purger = client("PURGER", "purger-secret");
  }

  @AfterEach
  void disconnect() {
    cloudFront.close();
    other.close();
    purger.close();
  }

  protected final String endpoint(String path) {
    return "http://" + endpoint.getAuthority() + path;
  }

  /** A distribution of one origin, with more said of its default behaviour. */
  protected final CreateDistributionResponse distribution(
      Consumer<DefaultCacheBehavior.Builder> behavior) {
    return cloudFront.createDistribution(r -> r.distributionConfig(config(behavior)));
  }

  protected final String distributionId(Consumer<DefaultCacheBehavior.Builder> behavior) {
    return distribution(behavior).distribution().id();
  }

  /** Has its default behaviour changed. */
  protected final void change(
      String distributionId, Consumer<DefaultCacheBehavior.Builder> behavior) {
    var found = cloudFront.getDistributionConfig(r -> r.id(distributionId));
    DistributionConfig config = found.distributionConfig();
    DefaultCacheBehavior.Builder changed = config.defaultCacheBehavior().toBuilder();
    behavior.accept(changed);
    cloudFront.updateDistribution(r ->
        r.id(distributionId)
            .ifMatch(found.eTag())
            .distributionConfig(config.toBuilder().defaultCacheBehavior(changed.build()).build()));
  }

  protected static DistributionConfig config(Consumer<DefaultCacheBehavior.Builder> behavior) {
    return config(
        Origin.builder()
            .id("origin")
            .domainName("origin.example.org")
            .customOriginConfig(
                custom -> custom.httpPort(80).httpsPort(443).originProtocolPolicy("http-only"))
            .build(),
        behavior);
  }

  protected static DistributionConfig config(
      Origin origin, Consumer<DefaultCacheBehavior.Builder> behavior) {
    return DistributionConfig.builder()
        .callerReference(unique())
        .comment("")
        .enabled(false)
        .origins(origins -> origins.quantity(1).items(origin))
        .defaultCacheBehavior(b -> {
          b.targetOriginId("origin").viewerProtocolPolicy("allow-all").cachePolicyId(CACHE_POLICY);
          behavior.accept(b);
        })
        .build();
  }

  /** What is published, or going to be, of a distribution. */
  protected final DistributionSnapshot snapshot(String distributionId) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select snapshot from config.publication where distribution_id = ?")) {
      query.setString(1, distributionId);
      try (ResultSet rows = query.executeQuery()) {
        assertThat(rows.next()).as("publication of %s", distributionId).isTrue();
        return ContractJson.read(rows.getBytes(1), DistributionSnapshot.class);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The default behaviour in what is published. */
  protected final Behavior behavior(String distributionId) {
    return snapshot(distributionId).behaviors().getLast();
  }

  protected static String unique() {
    return UUID.randomUUID().toString();
  }

  protected static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudFrontException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private CloudFrontClient client(String accessKeyId, String secret) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create(endpoint("")))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }
}
