package dev.perigee.edge;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Topics;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import java.util.List;

/** The distribution {@code E1}: one behaviour for all paths, nothing special. */
final class PlainSite {

  private PlainSite() {}

  /** Has the edges that read this broker know it. */
  static void publish(KafkaProcess kafka) throws Exception {
    try (TopicWriter distributions =
        new TopicWriter(KafkaCluster.plain(kafka.bootstrapServers()), Topics.DISTRIBUTIONS)) {
      distributions.append(
          "E1",
          ContractJson.write(
              Snapshots.distribution(
                  "E1", List.of(), Snapshots.behavior("*", Snapshots.policy()))));
    }
  }
}
