package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.local.postgres.PostgresDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {

  @TempDir Path directory;

  @Test
  void writesTheFieldsThatToolsOutsideRead() throws Exception {
    JsonNode json = JsonMapper.builder().build().readTree(endpoints(2).toJson());

    assertThat(json)
        .isEqualTo(
            JsonMapper.builder()
                .build()
                .readTree(
                    """
                    {
                      "api": "http://127.0.0.1:9000",
                      "console": null,
                      "router": {"dns": "127.0.0.1:8053", "http": "http://127.0.0.1:9030"},
                      "edges": [
                        {
                          "id": "edge-1",
                          "region": "local",
                          "http": "http://127.0.0.1:8080",
                          "https": "https://127.0.0.1:8443",
                          "management": "http://127.0.0.1:9100"
                        },
                        {
                          "id": "edge-2",
                          "region": "local",
                          "http": "http://127.0.0.1:8081",
                          "https": "https://127.0.0.1:8444",
                          "management": "http://127.0.0.1:9101"
                        }
                      ],
                      "kafka": "127.0.0.1:9092",
                      "infinispan": "127.0.0.1:11222",
                      "postgres":
                        "jdbc:postgresql://127.0.0.1:5433/perigee?user=perigee&password=secret",
                      "accessKeyId": "PERIGEELOCAL",
                      "secretAccessKey": "perigee-local",
                      "domain": "perigee.localhost"
                    }
                    """));
  }

  @Test
  void writesLinesForAShell() throws Exception {
    assertThat(endpoints(1).toShell())
        .isEqualTo(
            """
            export AWS_ACCESS_KEY_ID=PERIGEELOCAL
            export AWS_SECRET_ACCESS_KEY=perigee-local
            export AWS_DEFAULT_REGION=us-east-1
            export AWS_ENDPOINT_URL_CLOUDFRONT=http://127.0.0.1:9000
            """);
  }

  private Endpoints endpoints(int edges) throws Exception {
    Files.writeString(directory.resolve("password"), "secret\n");
    return Endpoints.of(
        new Settings(directory, 0, edges, 1, 48), new PostgresDirectory(directory), Map.of());
  }
}
