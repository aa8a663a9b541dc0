package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** A suite's API, asked by the AWS SDK. */
record ControlPlane(CloudFrontClient client) implements AutoCloseable {

  private static final int CREATORS = 8;

  static ControlPlane of(JsonNode endpoints) {
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
            .build());
  }

  /** Creates so many distributions, some at a time, and tells their ids. */
  List<String> createRealistic(int count) throws Exception {
    List<String> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CREATORS)) {
      List<Future<String>> created = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        created.add(
            threads.submit(() ->
                client
                    .createDistribution(r -> r.distributionConfig(RealisticConfig.of(number)))
                    .distribution()
                    .id()));
      }
      for (Future<String> each : created) {
        ids.add(each.get());
      }
    }
    return ids;
  }

  @Override
  public void close() {
    client.close();
  }
}
