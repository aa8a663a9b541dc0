package dev.perigee.config.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.config.Neighbours;
import dev.perigee.config.auth.Access;
import dev.perigee.config.auth.Caller;
import dev.perigee.config.auth.SignedHttp;
import dev.perigee.config.storage.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class AuditIT {

  private static final String CONTROLS = "/2020-05-31/origin-access-control";

  @TestHTTPResource URI endpoint;
  @Inject Audit audit;
  @Inject AuditTrail trail;
  @Inject ChangeRepository changes;
  @Inject Retention retention;

  @Test
  void aLifeIsToldFromTheEnd() throws IOException, InterruptedException {
    SignedHttp http = new SignedHttp(endpoint, "TESTKEY", "test-secret");
    String name = UUID.randomUUID().toString();
    HttpResponse<String> created = http.send("POST", CONTROLS, control(name, "always"));
    String path = URI.create(header(created, "Location")).getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    String first = header(created, "ETag");
    HttpResponse<String> updated =
        http.ifMatch(first).send("PUT", path + "/config", control(name, "never"));
    String second = header(updated, "ETag");
    assertThat(
            http.ifMatch(first).send("PUT", path + "/config", control(name, "always")).statusCode())
        .isEqualTo(412);
    http.ifMatch(second).send("DELETE", path, "");

    JsonNode found = read(http, "?resource=" + id).get("changes");
    assertThat(found).hasSize(3);
    assertThat(story(found.get(0))).containsExactly("DeleteOriginAccessControl", second, "");
    assertThat(story(found.get(1))).containsExactly("UpdateOriginAccessControl", first, second);
    assertThat(story(found.get(2))).containsExactly("CreateOriginAccessControl", "", first);
    JsonNode creation = found.get(2);
    assertThat(creation.get("accessKeyId").asText()).isEqualTo("TESTKEY");
    assertThat(creation.get("kind").asText()).isEqualTo("origin-access-control");
    assertThat(creation.get("clientAddress").asText()).isEqualTo("127.0.0.1");
    assertThat(creation.get("requestId").asText()).isEqualTo(header(created, "x-amzn-RequestId"));
    assertThat(Instant.parse(creation.get("time").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void anAccountSeesItsOwn() throws IOException, InterruptedException {
    SignedHttp other = new SignedHttp(endpoint, "OTHER", "other-secret");
    new SignedHttp(endpoint, "TESTKEY", "test-secret")
        .send("POST", CONTROLS, control(UUID.randomUUID().toString(), "always"));
    String name = UUID.randomUUID().toString();
    String id = header(other.send("POST", CONTROLS, control(name, "always")), "ETag");
    List<String> versions = new ArrayList<>();
    read(other, "?maxItems=1000")
        .get("changes")
        .forEach(change -> {
          versions.add(change.path("etagAfter").asText());
          assertThat(change.get("accessKeyId").asText()).isEqualTo("OTHER");
        });
    assertThat(versions).contains(id);
  }

  @Test
  void aReaderMayReadItAndAPurgerMayNot() throws IOException, InterruptedException {
    assertThat(read(new SignedHttp(endpoint, "READER", "reader-secret"), "").get("changes"))
        .isNotNull();
    HttpResponse<String> denied =
        new SignedHttp(endpoint, "PURGER", "purger-secret").send("GET", "/perigee/audit", "");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(header(denied, "x-amzn-ErrorType")).isEqualTo("AccessDenied");
    assertThat(denied.body()).contains("perigee:ListChanges");
    assertThat(
            new SignedHttp(endpoint, "TESTKEY", "test-secret")
                .send("GET", "/perigee/audit?maxItems=x", "")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void pagesLieEndToEndAndTimesBoundThem() {
    String account = account();
    for (int i = 0; i < 5; i++) {
      record(account, "E" + i);
    }
    List<String> found = new ArrayList<>();
    Long marker = null;
    do {
      AuditTrail.Page page = trail.find(account, new AuditQuery(null, null, null, marker, 2));
      page.changes().forEach(change -> found.add(change.resource()));
      marker = page.nextMarker() == null ? null : Long.valueOf(page.nextMarker());
    } while (marker != null);
    assertThat(found).containsExactly("E4", "E3", "E2", "E1", "E0");
    Instant now = Instant.now();
    assertThat(count(account, now.minusSeconds(60), now.plusSeconds(60))).isEqualTo(5);
    assertThat(count(account, now.plusSeconds(60), null)).isZero();
    assertThat(count(account, null, now.minusSeconds(60))).isZero();
  }

  @Test
  void aChangeThatIsRolledBackWasNeverRecorded() {
    String account = account();
    assertThatThrownBy(() ->
            attempt(account)
                .carryOut(() ->
                    Transactions.change(() -> {
                      audit.changed("distribution", "E0", null, "E1");
                      throw new IllegalArgumentException("something later");
                    })))
        .isInstanceOf(RuntimeException.class);
    assertThat(count(account, null, null)).isZero();
  }

  @Test
  void whatIsOldIsForgotten() {
    String account = account();
    for (int i = 0; i < 3; i++) {
      record(account, "E" + i);
    }
    retention.forget(Instant.now().plus(Duration.ofDays(399)));
    assertThat(count(account, null, null)).isEqualTo(3);
    assertThat(Transactions.change(() -> changes.forget(Instant.now().plusSeconds(1), 2)))
        .isEqualTo(2);
    assertThat(retention.forget(Instant.now().plus(Duration.ofDays(401)))).isPositive();
    assertThat(count(account, null, null)).isZero();
  }

  private int count(String account, @Nullable Instant from, @Nullable Instant to) {
    return trail.find(account, new AuditQuery(from, to, null, null, 100)).changes().size();
  }

  private void record(String account, String id) {
    attempt(account)
        .carryOut(() ->
            Transactions.change(() -> {
              audit.changed("distribution", id, null, "E1");
              return true;
            }));
  }

  private static Attempt attempt(String account) {
    return new Attempt(
        new Caller(account, "ID", Access.FULL), "cloudfront:CreateDistribution", "r", "192.0.2.1");
  }

  private static String account() {
    return "%012d"
        .formatted(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 999_999_999_999L));
  }

  private static JsonNode read(SignedHttp http, String query)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send("GET", "/perigee/audit" + query, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.builder().build().readTree(response.body());
  }

  private static List<String> story(JsonNode change) {
    return List.of(
        change.get("operation").asText().replace("cloudfront:", ""),
        change.path("etagBefore").asText(),
        change.path("etagAfter").asText());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static String control(String name, String signing) {
    return "<OriginAccessControlConfig><Name>%s</Name><SigningProtocol>sigv4</SigningProtocol>"
            .formatted(name)
        + "<SigningBehavior>%s</SigningBehavior>".formatted(signing)
        + "<OriginAccessControlOriginType>s3</OriginAccessControlOriginType>"
        + "</OriginAccessControlConfig>";
  }
}
