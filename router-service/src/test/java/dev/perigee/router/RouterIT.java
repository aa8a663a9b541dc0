package dev.perigee.router;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Topics;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.eventlog.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.io.IOException;
import java.net.InetSocketAddress;
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
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
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

  @BeforeEach
  void aDistributionAndItsEdge() throws Exception {
    try (TopicWriter distributions = new TopicWriter(bootstrapServers, Topics.DISTRIBUTIONS);
        TopicWriter edges = new TopicWriter(bootstrapServers, Topics.EDGES)) {
      distributions.append("E1", ContractJson.write(distribution()));
      edges.append("well", ContractJson.write(status("well", 8081, true)));
      edges.append("lost", ContractJson.write(status("lost", 8082, false)));
      edges.append("gone", ContractJson.write(status("gone", 8083, true)));
      edges.append("gone", null);
    }
    await(() -> ask(HOST, Type.A).getRcode() == Rcode.NOERROR && statusOf(HOST) == 302);
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
  void aChoiceIsExplained() {
    given()
        .get("/decision?host=" + HOST + "&client=192.0.2.7")
        .then()
        .statusCode(200)
        .body("chosen", equalTo("well"))
        .body("rule", equalTo("HEALTHY_BY_HASH"))
        .body("clientCounts", equalTo(false))
        .body("candidates.edge", containsInAnyOrder("well", "lost"))
        .body("candidates.find { it.edge == 'lost' }.standing", equalTo("OUT_OF_TOUCH"));
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

  private Message ask(String name, int type) throws IOException {
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", dnsPort));
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver.send(
        Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
  }

  private static int statusOf(String host) {
    return given().redirects().follow(false).header("Host", host).get("/").statusCode();
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
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        id,
        "local",
        "http://127.0.0.1:" + port,
        0,
        -1,
        Duration.ofMinutes(5),
        inTouch,
        0,
        Instant.now());
  }
}
