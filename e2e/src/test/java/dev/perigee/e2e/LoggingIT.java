package dev.perigee.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is logged of viewers' requests, from the API's settings to files and records. */
@ExtendWith(World.Provider.class)
class LoggingIT {

  private static final String BUCKET = "request-logs";
  private static final String STREAM = "e2e-views";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final World world;

  LoggingIT(World world) {
    this.world = world;
  }

  @Test
  void requestsAreInTheBucketAndInTheStream() throws Exception {
    world.s3().makeBucket(BUCKET);
    JsonNode distribution = distribution(realtimeLog());
    String id = distribution.path("Id").asText();
    DeliveredLogs logs = new DeliveredLogs(world.s3(), BUCKET);
    world.origin().on("/logged.txt", Resource.of(Content.of("logged"), "\"1\"", "max-age=600"));
    for (int i = 0; i < 2; i++) {
      assertThat(curl(distribution.path("DomainName").asText(), "/logged.txt?q=a%20b"))
          .isEqualTo("logged");
    }

    Eventually.that("two lines are delivered", LIMIT, () -> logs.lines(id).size() == 2);
    assertThat(logs.lines(id))
        .allSatisfy(line -> {
          assertThat(line).hasSize(33);
          assertThat(line[5]).isEqualTo("GET");
          assertThat(line[7]).isEqualTo("/logged.txt");
          assertThat(line[8]).isEqualTo("200");
          assertThat(line[10]).isEqualTo("a%20client%09%22x%22");
          assertThat(line[11]).isEqualTo("q=a%2520b");
          assertThat(line[12]).isEqualTo("session=1");
        })
        .extracting(line -> line[13])
        .containsExactlyInAnyOrder("Miss", "Hit");
    assertThat(records(2))
        .containsExactlyInAnyOrder(
            "200\t/logged.txt?q=a%2520b\tMiss\n", "200\t/logged.txt?q=a%2520b\tHit\n");
  }

  private String realtimeLog() {
    return world
        .cloudfront(
            "create-realtime-log-config",
            "--name",
            "e2e",
            "--sampling-rate",
            "100",
            "--fields",
            "sc-status",
            "cs-uri-stem",
            "x-edge-result-type",
            "--end-points",
            """
            [{"StreamType": "Kinesis", "KinesisStreamConfig": {
              "RoleARN": "arn:aws:iam::000000000000:role/logs",
              "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/%s"}}]
            """
                .formatted(STREAM))
        .at("/RealtimeLogConfig/ARN")
        .asText();
  }

  private JsonNode distribution(String realtimeLogArn) {
    JsonNode created =
        world
            .cloudfront(
                "create-distribution",
                "--distribution-config",
                new DistributionConfig("logging")
                    .httpOrigin("site", world.origin().port())
                    .loggedTo(BUCKET, "site/")
                    .realtimeLog(realtimeLogArn)
                    .json("site"))
            .path("Distribution");
    world.awaitDeployed(created.path("Id").asText());
    return created;
  }

  private String curl(String host, String target) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "curl",
                "-sS",
                "-H",
                "Host: " + host,
                "-A",
                "a client\t\"x\"",
                "-b",
                "session=1",
                world.suite().edge(0) + target)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor()).isZero();
    return answer;
  }

  private List<String> records(int count) {
    List<String> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                world.suite().endpoints().path("kafka").asText(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition("perigee.realtime." + STREAM, 0)));
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(record -> records.add(new String(record.value(), US_ASCII)));
      }
    }
    return records;
  }
}
