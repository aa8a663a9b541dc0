package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * A suite's API, asked by the AWS SDK.
 *
 * @param lastByte knows when an answer had come
 */
record ControlPlane(CloudFrontClient client, LastByte lastByte) implements AutoCloseable {

  private static final int CREATORS = 8;
  private static final long POLL_MILLIS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  static ControlPlane of(JsonNode endpoints) {
    LastByte lastByte = new LastByte();
    return new ControlPlane(
        CloudFrontClient.builder()
            .endpointOverride(URI.create(endpoints.get("api").asText()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        endpoints.get("accessKeyId").asText(),
                        endpoints.get("secretAccessKey").asText())))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.addExecutionInterceptor(lastByte))
            .build(),
        lastByte);
  }

  /**
   * Creates so many distributions, some at a time, and tells their ids.
   *
   * @throws IOException where that takes too long
   */
  List<String> createRealistic(int count) throws Exception {
    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DistributionConfig config = RealisticConfig.of(i);
      requests.add(
          () -> client.createDistribution(r -> r.distributionConfig(config)).distribution().id());
    }
    List<String> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CREATORS)) {
      for (Future<String> created :
          threads.invokeAll(requests, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        ids.add(created.get());
      }
    } catch (CancellationException e) {
      throw new IOException(
          ids.size() + " of " + count + " distributions were created in " + LIMIT, e);
    }
    return ids;
  }

  /** A distribution that is in force. */
  record Site(String id, String domainName) {}

  /** Creates a distribution before an origin of this machine, and waits until it is in force. */
  Site createSite(int originPort) throws InterruptedException {
    return createSite(SiteConfig.of(originPort));
  }

  /** Creates a distribution, and waits until it is in force. */
  Site createSite(DistributionConfig config) throws InterruptedException {
    Distribution created =
        client.createDistribution(r -> r.distributionConfig(config)).distribution();
    while (!client
        .getDistribution(r -> r.id(created.id()))
        .distribution()
        .status()
        .equals("Deployed")) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return new Site(created.id(), created.domainName());
  }

  void invalidate(String distributionId, List<String> paths) {
    client.createInvalidation(r ->
        r.distributionId(distributionId)
            .invalidationBatch(batch ->
                batch
                    .callerReference(UUID.randomUUID().toString())
                    .paths(p -> p.quantity(paths.size()).items(paths))));
  }

  @Override
  public void close() {
    client.close();
  }
}
