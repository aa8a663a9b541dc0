package dev.perigee.local.suite;

import dev.perigee.local.grid.GridCommand;
import dev.perigee.local.kafka.KafkaCommand;
import dev.perigee.local.launch.Installation;
import dev.perigee.local.postgres.PostgresBinaries;
import dev.perigee.local.postgres.PostgresCluster;
import dev.perigee.local.postgres.PostgresDirectory;
import dev.perigee.local.process.Signal;
import dev.perigee.local.supervise.Launch;
import dev.perigee.local.supervise.ListeningPort;
import dev.perigee.local.supervise.PartDefinition;
import dev.perigee.local.supervise.Preparation;
import dev.perigee.local.supervise.Probe;
import dev.perigee.local.supervise.Probes;
import dev.perigee.local.supervise.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the services stand on: the broker, the cache servers and the database. */
final class InfrastructureParts {

  static final String KAFKA = "kafka";
  static final String POSTGRES = "postgres";

  private static final String GRID = "infinispan-";

  private final Installation installation;
  private final Settings settings;
  private final StateDirectory state;
  private final Ports ports;

  InfrastructureParts(Installation installation, Settings settings, StateDirectory state) {
    this.installation = installation;
    this.settings = settings;
    this.state = state;
    this.ports = new Ports(settings.portOffset());
  }

  List<PartDefinition> all() {
    List<PartDefinition> parts = new ArrayList<>();
    parts.add(kafka());
    for (int i = 0; i < Ports.GRID_SERVERS; i++) {
      parts.add(gridServer(i));
    }
    parts.add(postgres());
    return parts;
  }

  /** The names of all these parts. */
  Set<String> names() {
    return all().stream().map(PartDefinition::name).collect(Collectors.toUnmodifiableSet());
  }

  PostgresDirectory database() {
    return new PostgresDirectory(state.data(POSTGRES));
  }

  private PartDefinition kafka() {
    KafkaCommand command =
        new KafkaCommand(state.data(KAFKA), ports.kafka(), ports.kafkaController());
    return new PartDefinition(
        KAFKA,
        Ports.address(command.port()),
        List.of(ListeningPort.tcp(command.port()), ListeningPort.tcp(command.controllerPort())),
        Set.of(),
        Set.of(),
        () -> new Launch(command.in(installation), Map.of()),
        Probes.tcp(command.port()),
        Signal.TERMINATE);
  }

  private PartDefinition gridServer(int index) {
    GridCommand command =
        new GridCommand(
            GRID + (index + 1),
            ports.grid(index),
            ports.gridCluster(index),
            ports.gridClusters(),
            settings.gridMegabytes());
    return new PartDefinition(
        command.name(),
        Ports.address(command.port()),
        List.of(
            ListeningPort.tcp(command.port()),
            ListeningPort.tcp(command.clusterPort()),
            ListeningPort.tcp(command.failurePort())),
        Set.of(),
        Set.of(),
        () -> new Launch(command.in(installation), Map.of()),
        Probes.tcp(command.port()),
        Signal.TERMINATE);
  }

  private PartDefinition postgres() {
    Preparation preparation =
        () -> {
          PostgresCluster cluster =
              new PostgresCluster(
                  PostgresBinaries.unpackedBelow(installation.postgresPrograms()), database());
          cluster.create();
          return new Launch(cluster.serverCommand(ports.postgres()), Map.of());
        };
    Probe probe =
        () ->
            database().isReady()
                ? Readiness.READY
                : new Readiness.NotYet("it does not say that it takes connections");
    return new PartDefinition(
        POSTGRES,
        Ports.address(ports.postgres()),
        List.of(ListeningPort.tcp(ports.postgres())),
        Set.of(),
        Set.of(),
        preparation,
        probe,
        Signal.INTERRUPT);
  }
}
