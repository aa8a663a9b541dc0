package dev.perigee.router;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Topics;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The service with a broker, asked over its own sockets. */
@QuarkusTest
@QuarkusTestResource(BrokerAndPorts.class)
class RouterIT {

  private static final String HOST = "e1.perigee.localhost";

  @ConfigProperty(name = "perigee.kafka.bootstrap-servers")
  String bootstrapServers;

  @ConfigProperty(name = "perigee.router.dns.port")
  int dnsPort;

  @TestHTTPResource(value = "/", management = true)
  String management = "";

  private static boolean prepared;

  @BeforeEach
  void aDistributionAndItsEdge() throws Exception {
    if (prepared) {
      return;
    }
    try (TopicWriter distributions =
            new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.DISTRIBUTIONS);
        TopicWriter edges = new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.EDGES)) {
      distributions.append("E1", ContractJson.write(distribution()));
      edges.append("lost", ContractJson.write(status("lost", 8082, false)));
      edges.append("gone", ContractJson.write(status("gone", 8083, true)));
      edges.append("gone", null);
      edges.append("well", ContractJson.write(status("well", 8081, true)));
    }
    await(() -> ask(HOST, Type.A).getRcode() == Rcode.NOERROR && isKnown("well"));
    prepared = true;
  }

  @ParameterizedTest
  @CsvSource({"GET, 302", "HEAD, 302", "POST, 307", "PUT, 307", "DELETE, 307", "OPTIONS, 307"})
  void aRequestIsSentToTheHealthyEdge(Method method, int status) {
    given()
        .redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .header("Host", HOST + ":9030")
        .request(method, "/a%20b/c/../d?x=%2F&y=http://evil.example/")
        .then()
        .statusCode(status)
        .header(
            "Location",
            equalTo("http://" + HOST + ":8081/a%20b/c/../d?x=%2F&y=http://evil.example/"));
  }

  @Test
  void anAliasIsAHostToo() {
    given()
        .redirects()
        .follow(false)
        .header("Host", "WWW.example.org")
        .get("/")
        .then()
        .statusCode(302)
        .header("Location", equalTo("http://www.example.org:8081/"));
  }

  @ParameterizedTest
  @CsvSource({
    "e2.perigee.localhost, 404",
    "evil.example, 421",
    "e1.perigee.localhost.evil.example, 421"
  })
  void nobodyIsSentToAHostThatIsNoDistributions(String host, int status) {
    given()
        .redirects()
        .follow(false)
        .header("Host", host)
        .get("/")
        .then()
        .statusCode(status)
        .header("Location", equalTo(null));
  }

  @Test
  void theEdgesAreShownAtTheManagementPort() {
    given()
        .get(URI.create(management).resolve("/perigee/edges"))
        .then()
        .statusCode(200)
        .body(matchesRegex("(?s)EDGE +REGION +STANDING.*\nwell +local +HEALTHY +0[.]00 .*"));
  }

  @Test
  void aChoiceIsExplained() {
    given()
        .get("/decision?host=" + HOST + "&client=192.0.2.7")
        .then()
        .statusCode(200)
        .body("chosen", equalTo("well"))
        .body("rule", equalTo("UNMEASURED"))
        .body("tier", equalTo("IN_CLASS"))
        .body("network", equalTo("192.0.2.0/24"))
        .body("edges.edge", containsInAnyOrder("well", "lost"))
        .body("edges.find { it.edge == 'lost' }.standing", equalTo("OUT_OF_TOUCH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody.example", "192.0.2", "192.0.2.7/24", "' or 1"})
  void aClientThatIsNoAddressIsRefused(String client) {
    given()
        .queryParam("host", HOST)
        .queryParam("client", client)
        .get("/decision")
        .then()
        .statusCode(400)
        .body(containsString("(expected: an address)"));
  }

  @Test
  void overTcpOneQuestionMayFollowTheOther() throws Exception {
    SimpleResolver resolver = resolver();
    resolver.setTCP(true);
    assertThat(resolver.send(question(HOST, Type.A)).getRcode()).isEqualTo(Rcode.NOERROR);
    byte[] question = question(HOST, Type.A).toWire();
    try (Socket socket = new Socket("127.0.0.1", dnsPort)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int i = 0; i < 3; i++) {
        out.writeShort(question.length);
        out.write(question);
      }
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < 3; i++) {
        Message answer = new Message(in.readNBytes(in.readUnsignedShort()));
        assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
      }
      out.writeShort(0xffff);
      assertThat(in.read()).as("a question that is too long ends the connection").isEqualTo(-1);
    }
  }

  @Test
  void aNameHasTheEdgesAddress() throws Exception {
    Message answer = ask(HOST, Type.A);

    assertThat(answer.getSection(Section.ANSWER))
        .extracting(Record::rdataToString)
        .containsExactly("127.0.0.1");
    assertThat(ask("e2.perigee.localhost", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(ask("example.org", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void eachNetworkIsSentToItsNearestEdge() throws Exception {
    try (TopicWriter edges = new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.EDGES);
        TopicWriter latencies =
            new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.LATENCY)) {
      edges.append("eu-1", ContractJson.write(status("eu-1", "eu", "192.0.2.11")));
      edges.append("us-1", ContractJson.write(status("us-1", "us", "192.0.2.22")));
      publish(latencies, "eu-1", "203.0.113.0/24", 5_000);
      publish(latencies, "us-1", "203.0.113.0/24", 120_000);
      publish(latencies, "eu-1", "198.51.100.0/24", 140_000);
      publish(latencies, "us-1", "198.51.100.0/24", 40_000);
      try {
        await(() -> addressesFor("203.0.113.7").equals(List.of("192.0.2.11")));
        await(() -> addressesFor("198.51.100.7").equals(List.of("192.0.2.22")));
        given()
            .get("/decision?host=" + HOST + "&client=203.0.113.99")
            .then()
            .body("rule", equalTo("NEAREST"))
            .body("chosen", equalTo("eu-1"))
            .body("places[0].measured.roundTripMillis", equalTo(5.0f))
            .body("places[1].region", equalTo("us"));

        edges.append("eu-1", null);
        await(() -> addressesFor("203.0.113.7").equals(List.of("192.0.2.22")));
      } finally {
        edges.append("eu-1", null);
        edges.append("us-1", null);
        await(() -> !isKnown("us-1") && !isKnown("eu-1"));
      }
    }
  }

  private static void publish(TopicWriter writer, String edge, String network, int micros)
      throws Exception {
    ClientPrefix prefix = ClientPrefix.parse(network);
    LatencyReport report =
        new LatencyReport(
            LatencyReport.SCHEMA,
            edge,
            LatencyReport.partOf(prefix),
            List.of(new LatencyReport.Network(prefix, micros, 10)));
    writer.append(report.key(), ContractJson.write(report));
  }

  /** What a resolver is told that asks for a client behind it. */
  private List<String> addressesFor(String client) throws IOException {
    Message question = question(HOST, Type.A);
    question.addRecord(
        new OPTRecord(1232, 0, 0, 0, new ClientSubnetOption(32, InetAddress.getByName(client))),
        Section.ADDITIONAL);
    return resolver().send(question).getSection(Section.ANSWER).stream()
        .map(Record::rdataToString)
        .toList();
  }

  private Message ask(String name, int type) throws IOException {
    return resolver().send(question(name, type));
  }

  private SimpleResolver resolver() {
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", dnsPort));
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver;
  }

  private static Message question(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
  }

  private static boolean isKnown(String edge) {
    return given().get("/decision?host=" + HOST).jsonPath().getList("edges.edge").contains(edge);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static DistributionSnapshot distribution() {
    return new DistributionSnapshot(
        DistributionSnapshot.SCHEMA,
        "E1",
        1,
        "000000000000",
        HOST,
        List.of("www.example.org"),
        true,
        "",
        false,
        null,
        ViewerRules.DEFAULT,
        Reporting.NONE,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static EdgeStatus status(String id, int port, boolean inTouch) {
    return status(id, "local", "http://127.0.0.1:" + port, inTouch, List.of());
  }

  private static EdgeStatus status(String id, String region, String address) {
    return status(id, region, "http://0.0.0.0:80", true, List.of(address));
  }

  private static EdgeStatus status(
      String id, String region, String http, boolean inTouch, List<String> addresses) {
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        id,
        region,
        http,
        "",
        0,
        "",
        -1,
        Duration.ofMinutes(5),
        inTouch,
        0,
        null,
        addresses,
        Instant.now());
  }
}
