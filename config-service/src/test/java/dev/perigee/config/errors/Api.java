package dev.perigee.config.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perigee.config.keyvalue.LoopbackClient;
import java.net.URI;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;

/**
 * The API as different callers have it, and the questions that it refuses alike for all resources.
 *
 * @param own may do everything in its account
 * @param crowded may do everything in another account, in which quotas are reached
 * @param full may do everything in a third account, which gets no more distributions
 * @param reader may only read in the account of {@code own}
 * @param purger may only invalidate there
 */
record Api(
    CloudFrontClient own,
    CloudFrontClient crowded,
    CloudFrontClient full,
    CloudFrontClient reader,
    CloudFrontClient purger)
    implements AutoCloseable {

  static final String ACCOUNT = "000000000000";

  private static final String UNKNOWN_VERSION = "E0UNKNOWN";
  private static final int MORE_THAN_ANY_QUOTA = 50;

  static Api of(URI endpoint, Ledger ledger) {
    return new Api(
        client(endpoint, ledger, "TESTKEY", "test-secret"),
        client(endpoint, ledger, "OTHER", "other-secret"),
        client(endpoint, ledger, "COVERAGE", "coverage-secret"),
        client(endpoint, ledger, "READER", "reader-secret"),
        client(endpoint, ledger, "PURGER", "purger-secret"));
  }

  /** Asks, and fails unless the answer is an error with this code. */
  void refused(String code, ThrowingCallable call) {
    CloudFrontException refusal = catchThrowableOfType(CloudFrontException.class, call);
    assertThat(refusal).as("%s was expected", code).isNotNull();
    assertThat(refusal.awsErrorDetails().errorCode())
        .as(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(code);
  }

  /** Asks for a change of no version, and of one that is not the latest. */
  void refusedWithoutVersion(Consumer<@Nullable String> change) {
    refused("InvalidIfMatchVersion", () -> change.accept(null));
    refused("PreconditionFailed", () -> change.accept(UNKNOWN_VERSION));
  }

  /**
   * Creates until the quota is reached.
   *
   * @param create takes the number of the resource
   */
  void refusedInTheEnd(String code, IntConsumer create) {
    refused(
        code,
        () -> {
          for (int i = 0; i < MORE_THAN_ANY_QUOTA; i++) {
            create.accept(i);
          }
        });
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    own.close();
    crowded.close();
    full.close();
    reader.close();
    purger.close();
  }

  private static CloudFrontClient client(URI endpoint, Ledger ledger, String id, String secret) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create("http://" + endpoint.getAuthority()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
        .httpClient(new LoopbackClient())
        .overrideConfiguration(config ->
            config.addExecutionInterceptor(ledger).retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }
}
