package dev.perigee.local.suite;

import dev.perigee.local.certificate.LocalCertificates;
import dev.perigee.local.launch.Installation;
import dev.perigee.local.launch.JavaCommand;
import dev.perigee.local.postgres.PostgresDirectory;
import dev.perigee.local.process.Signal;
import dev.perigee.local.supervise.Launch;
import dev.perigee.local.supervise.ListeningPort;
import dev.perigee.local.supervise.PartDefinition;
import dev.perigee.local.supervise.Preparation;
import dev.perigee.local.supervise.Probes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Perigee's own services, and how each is told of the others. */
final class ServiceParts {

  static final String CONFIG = "config-service";
  static final String ORIGIN = "origin-service";
  static final String INVALIDATION = "invalidation-service";
  static final String ROUTER = "router-service";

  /** The module of which every edge is a process. */
  static final String EDGE_MODULE = "edge-service";

  private static final String READY_PATH = "/q/health/ready";
  private static final int CONTROL_HEAP_MEGABYTES = 96;
  private static final int CONTROL_DIRECT_MEGABYTES = 64;
  private static final int ORIGIN_HEAP_MEGABYTES = 128;
  private static final int ORIGIN_DIRECT_MEGABYTES = 128;

  private final Installation installation;
  private final Settings settings;
  private final StateDirectory state;
  private final InfrastructureParts infrastructure;
  private final Map<String, String> environment;
  private final Ports ports;
  private final LocalCertificates certificates;

  /**
   * @param environment what the person set: it goes before the suite's presets, never before its
   *     wiring
   */
  ServiceParts(
      Installation installation,
      Settings settings,
      StateDirectory state,
      InfrastructureParts infrastructure,
      Map<String, String> environment) {
    this.installation = installation;
    this.settings = settings;
    this.state = state;
    this.infrastructure = infrastructure;
    this.environment = environment;
    this.ports = new Ports(settings.portOffset());
    this.certificates = state.certificates();
  }

  List<PartDefinition> all() {
    List<PartDefinition> parts = new ArrayList<>();
    parts.add(config());
    for (int i = 0; i < settings.originServices(); i++) {
      parts.add(origin(i));
    }
    parts.add(invalidation());
    parts.add(router());
    for (int i = 0; i < settings.edges(); i++) {
      parts.add(edge(i));
    }
    return parts;
  }

  static String edgeName(int index) {
    return "edge-" + (index + 1);
  }

  /** The first has the service's plain name. */
  private static String originName(int index) {
    return index == 0 ? ORIGIN : ORIGIN + "-" + (index + 1);
  }

  private PartDefinition config() {
    return control(
        CONFIG,
        ports.config(),
        List.of(),
        Set.of(InfrastructureParts.POSTGRES),
        () -> {
          Map<String, String> own = databaseAccess();
          own.put("PERIGEE_CONFIG_ACCESS_KEYS", Endpoints.ACCESS_KEY);
          own.put("PERIGEE_CONFIG_INVALIDATION_SERVICE", Ports.url(ports.invalidation()));
          return new Launch(controlJvm().service(CONFIG), wired(own, ports.config()));
        });
  }

  private PartDefinition invalidation() {
    return control(
        INVALIDATION,
        ports.invalidation(),
        List.of(),
        Set.of(InfrastructureParts.POSTGRES),
        () ->
            new Launch(
                controlJvm().service(INVALIDATION), wired(databaseAccess(), ports.invalidation())));
  }

  private PartDefinition router() {
    Map<String, String> own =
        Map.of("PERIGEE_ROUTER_DNS_PORT", Integer.toString(ports.routerDns()));
    return control(
        ROUTER,
        ports.routerHttp(),
        List.of(ListeningPort.udp(ports.routerDns()), ListeningPort.tcp(ports.routerDns())),
        Set.of(),
        () -> new Launch(controlJvm().service(ROUTER), wired(own, ports.routerHttp())));
  }

  private PartDefinition origin(int index) {
    String name = originName(index);
    int port = ports.origin(index);
    JavaCommand jvm =
        JavaCommand.of(installation)
            // Origins may have IPv6 addresses.
            .option("-Djava.net.preferIPv4Stack=false")
            .heapMegabytes(ORIGIN_HEAP_MEGABYTES)
            .directMegabytes(ORIGIN_DIRECT_MEGABYTES);
    Map<String, String> own = new HashMap<>();
    own.put("PERIGEE_ORIGIN_HOST", "127.0.0.1");
    own.put("PERIGEE_ORIGIN_PORT", Integer.toString(port));
    own.put("PERIGEE_ORIGIN_STATE_DIRECTORY", state.data(name).toString());
    own.put(
        "PERIGEE_ORIGIN_ALLOWED_NETWORKS",
        preset("PERIGEE_ORIGIN_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128"));
    return control(
        name, port, List.of(), Set.of(), () -> new Launch(jvm.service(ORIGIN), wired(own, port)));
  }

  /** An edge, counted from 0. */
  PartDefinition edge(int index) {
    String name = edgeName(index);
    EdgeMemory memory = EdgeMemory.of(environment);
    JavaCommand jvm =
        JavaCommand.of(installation)
            .heapMegabytes(memory.heapMegabytes())
            .directMegabytes(memory.directMegabytes());
    for (String option : preset(Settings.JAVA_OPTIONS, "").split(" ")) {
      if (!option.isEmpty()) {
        jvm.option(option);
      }
    }
    Map<String, String> own = new HashMap<>();
    own.put("PERIGEE_EDGE_ID", name);
    own.put("PERIGEE_EDGE_REGION", Endpoints.region(environment, index));
    own.put("PERIGEE_EDGE_HOST", Endpoints.host(environment, index));
    own.put("PERIGEE_EDGE_HTTP_PORT", Integer.toString(ports.edgeHttp(index)));
    own.put("PERIGEE_EDGE_HTTPS_PORT", Integer.toString(ports.edgeHttps(index)));
    own.put(
        "PERIGEE_EDGE_CERTIFICATES",
        preset("PERIGEE_EDGE_CERTIFICATES", certificates.directory().toString()));
    own.put("PERIGEE_EDGE_CERTIFICATES_CHECK", preset("PERIGEE_EDGE_CERTIFICATES_CHECK", "1s"));
    own.put("PERIGEE_EDGE_STATE_DIRECTORY", state.data(name).toString());
    own.put("PERIGEE_EDGE_ORIGIN_SERVICES", originServices());
    own.put("QUARKUS_INFINISPAN_CLIENT_HOSTS", gridHosts());
    own.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.edgeManagement(index)));
    Map<String, String> wired = Map.copyOf(withCommon(own));
    return new PartDefinition(
        name,
        Endpoints.host(environment, index)
            + ":"
            + ports.edgeHttp(index)
            + ", "
            + ports.edgeHttps(index),
        List.of(
            ListeningPort.tcp(ports.edgeHttp(index)),
            ListeningPort.tcp(ports.edgeHttps(index)),
            ListeningPort.tcp(ports.edgeManagement(index))),
        Set.of(),
        edgeUses(),
        () -> {
          certificates.prepare(preset("PERIGEE_DOMAIN", Endpoints.DOMAIN), Instant.now());
          return new Launch(jvm.service(EDGE_MODULE), wired);
        },
        Probes.http(ports.edgeManagement(index), READY_PATH),
        Signal.TERMINATE);
  }

  private PartDefinition control(
      String name,
      int port,
      List<ListeningPort> furtherPorts,
      Set<String> after,
      Preparation preparation) {
    List<ListeningPort> listening = new ArrayList<>(furtherPorts);
    listening.add(ListeningPort.tcp(port));
    listening.add(ListeningPort.tcp(Ports.management(port)));
    return new PartDefinition(
        name,
        Ports.address(port),
        listening,
        after,
        infrastructure.names(),
        preparation,
        Probes.http(Ports.management(port), READY_PATH),
        Signal.TERMINATE);
  }

  /** An edge lets its last requests finish, and says on the event log that it leaves. */
  private Set<String> edgeUses() {
    Set<String> uses = new HashSet<>(infrastructure.names());
    for (int i = 0; i < settings.originServices(); i++) {
      uses.add(originName(i));
    }
    return Set.copyOf(uses);
  }

  private JavaCommand controlJvm() {
    return JavaCommand.of(installation)
        .heapMegabytes(CONTROL_HEAP_MEGABYTES)
        .directMegabytes(CONTROL_DIRECT_MEGABYTES)
        .lightCompilation();
  }

  private Map<String, String> databaseAccess() throws IOException {
    Map<String, String> access = new HashMap<>();
    access.put("QUARKUS_DATASOURCE_JDBC_URL", infrastructure.database().jdbcUrl(ports.postgres()));
    access.put("QUARKUS_DATASOURCE_USERNAME", PostgresDirectory.USER);
    access.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.database().password());
    return access;
  }

  private Map<String, String> wired(Map<String, String> own, int port) {
    Map<String, String> wired = withCommon(own);
    wired.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    wired.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(Ports.management(port)));
    return wired;
  }

  private Map<String, String> withCommon(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(own);
    all.put("PERIGEE_KAFKA_BOOTSTRAP_SERVERS", Ports.address(ports.kafka()));
    all.put("PERIGEE_DOMAIN", preset("PERIGEE_DOMAIN", Endpoints.DOMAIN));
    return all;
  }

  private String preset(String name, String value) {
    return environment.getOrDefault(name, value);
  }

  private String originServices() {
    return IntStream.range(0, settings.originServices())
        .mapToObj(instance -> Ports.url(ports.origin(instance)))
        .collect(Collectors.joining(","));
  }

  private String gridHosts() {
    return IntStream.range(0, Ports.GRID_SERVERS)
        .mapToObj(server -> Ports.address(ports.grid(server)))
        .collect(Collectors.joining(";"));
  }
}
