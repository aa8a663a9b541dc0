package dev.perigee.config.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.Neighbours;
import dev.perigee.config.api.OperationTable;
import dev.perigee.config.coverage.Verdict.Trial;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Guarantee 8 of the design, for every setting of the service model: what is accepted changes the
 * published snapshot, or it is refused by name, or it is listed here with the reason why it binds
 * nothing. The outcome is the table in {@code docs/api-coverage.md}.
 */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class AcceptedMeansEnforcedIT {

  private static final Path PAGE = Path.of("../docs/api-coverage.md");

  @Inject OperationTable operations;

  @TestHTTPResource URI endpoint;

  @ConfigProperty(name = "perigee.kafka.bootstrap-servers")
  String bootstrapServers;

  private final ServiceModel model = ServiceModel.load();
  private final Snapshots snapshots = new Snapshots();
  private TopicTail tail;
  private Specimen specimen;

  @BeforeEach
  void aDistributionWithEverySetting() {
    tail = TopicTail.follow(KafkaCluster.plain(bootstrapServers), Topics.DISTRIBUTIONS, snapshots);
    specimen = Specimen.create(endpoint, snapshots);
  }

  @AfterEach
  void close() {
    tail.close();
    specimen.close();
  }

  @Test
  void everySettingIsInForceOrRefused() throws IOException {
    Map<String, List<Trial>> trials = new TreeMap<>();
    for (Subject<?> subject : specimen.subjects()) {
      tried(subject)
          .forEach(
              (path, each) -> trials.computeIfAbsent(path, key -> new ArrayList<>()).addAll(each));
    }
    // A structure that only other variants have is judged by its members there.
    trials
        .entrySet()
        .removeIf(each ->
            each.getValue().stream().allMatch(Trial::isRefused)
                && trials.keySet().stream().anyMatch(path -> path.startsWith(each.getKey() + ".")));
    List<String> unproven = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>(Known.UNTRIED);
    Judgement judgement = new Judgement(Known.BINDS_NOTHING, Known.FIXED, Known.PENDING);
    trials.forEach((path, each) -> {
      try {
        verdicts.add(judgement.of(path, each));
      } catch (Judgement.UnprovenException e) {
        unproven.add(e.getMessage());
      }
    });
    assertThat(unproven).isEmpty();
    verdicts.sort(Comparator.comparing(Verdict::path));
    String page = Coverage.page(model.operations(), operations, verdicts);
    if (Boolean.getBoolean("perigee.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private <C extends SdkPojo> Map<String, List<Trial>> tried(Subject<C> subject) {
    Values values = new Values(specimen.values(), Known.TOGETHER);
    return new Walk<>(model, values, subject).trials();
  }
}
