package dev.perigee.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.Origin.Kind;
import dev.perigee.contracts.Origin.Protocol;
import dev.perigee.contracts.Origin.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901234Z");

  private static final Invalidation INVALIDATION =
      Invalidation.of("I1", "E1", List.of("/a", "/ä*", "#Product:1"), AT);

  private static final EdgeStatus STATUS =
      new EdgeStatus(
          EdgeStatus.SCHEMA,
          "edge-1",
          "local",
          "http://127.0.0.1:8080",
          "",
          -1,
          "a log",
          Long.MAX_VALUE,
          Duration.ofMillis(10_500),
          true,
          3,
          null,
          List.of(),
          AT);

  private static final DistributionSnapshot SNAPSHOT =
      new DistributionSnapshot(
          DistributionSnapshot.SCHEMA,
          "E1",
          7,
          "000000000000",
          "e1.perigee.localhost",
          List.of("www.example.org", "*.example.org"),
          true,
          "index.html",
          false,
          new Staging(
              "E2",
              new HeaderField("aws-cf-cd-x", "1"),
              0.1,
              new Staging.Stickiness(Duration.ofMinutes(5), Duration.ofMinutes(10))),
          new ViewerRules(
              new ViewerCertificate("arn", "TLSv1.2_2021"),
              true,
              true,
              ViewerRules.PriceClass.CLASS_100,
              new GeoRestriction(GeoRestriction.Mode.ALL_EXCEPT, List.of("DE"))),
          new Reporting(new Reporting.AccessLog("logs.s3.amazonaws.com", "p/", true), true),
          "x-tags",
          List.of(origin(Duration.ofSeconds(90)), origin(null)),
          List.of(
              new OriginGroup(
                  "g", "f", "o", "p", List.of(500), OriginGroup.SelectionCriteria.DEFAULT)),
          List.of(
              behavior("img/*", Selection.only(List.of("accept-language"))),
              behavior("*", Selection.allExcept(List.of("x")))),
          List.of(new ErrorRule(404, Duration.ofSeconds(10), new ErrorRule.Page("/404", 200))));

  static Stream<Record> records() {
    InvalidationState state = new InvalidationState("I1", "E1", "ref", true, AT, List.of("/a"));
    return Stream.of(
        SNAPSHOT,
        STATUS,
        INVALIDATION,
        state,
        new InvalidationPage(List.of(state), "I0"),
        new InvalidationPage(List.of(), null),
        new InvalidationRequest("ref", List.of("/a*"), InvalidationEffect.SOFT),
        Forwarding.NOTHING,
        Selection.ALL);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordComesBackAsItWas(Record record) {
    assertThat((Object) ContractJson.read(ContractJson.write(record), record.getClass()))
        .isEqualTo(record);
  }

  @Test
  void timesAreTexts() {
    assertThat(new String(ContractJson.write(STATUS), StandardCharsets.UTF_8))
        .contains("\"at\":\"2026-01-02T03:04:05.678901234Z\"", "\"lease\":\"PT10.5S\"");
  }

  @Test
  void whatALaterVersionAddsIsIgnored() {
    String known = new String(ContractJson.write(INVALIDATION), StandardCharsets.UTF_8);
    String later = known.replaceFirst("\\{", "{\"later\":[\"x\"],");
    assertThat(ContractJson.read(bytes(later), Invalidation.class)).isEqualTo(INVALIDATION);
  }

  @Test
  void anInvalidationOfOldHasNoTags() {
    Invalidation read =
        ContractJson.read(
            bytes(
                """
                {"schema":1,"id":"I1","distributionId":"E1","paths":["/a"],
                 "acceptedAt":"2026-01-02T03:04:05Z"}
                """),
            Invalidation.class);
    assertThat(read.tags()).isEmpty();
    assertThat(read.effect()).isEqualTo(InvalidationEffect.HARD);
  }

  /** Old code would take such a batch for applied: it has to meet a form that it refuses. */
  @Test
  void onlyAnInvalidationOfTagsOrASoftOneHasANewerForm() {
    assertThat(Invalidation.of("I1", "E1", List.of("/a"), AT).schema()).isEqualTo(1);
    Invalidation tagged = Invalidation.of("I1", "E1", List.of("/a", "#Sale", "#sale"), AT);
    assertThat(tagged.schema()).isEqualTo(2);
    assertThat(tagged.paths()).containsExactly("/a");
    assertThat(tagged.tags()).containsExactly("sale");
    Invalidation soft = Invalidation.of("I1", "E1", List.of("/a"), InvalidationEffect.SOFT, AT);
    assertThat(soft.schema()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("records")
  void anUnknownSchemaIsRefused(Record record) {
    String json = new String(ContractJson.write(record), StandardCharsets.UTF_8);
    if (json.contains("\"schema\":")) {
      byte[] later = bytes(json.replaceFirst("\"schema\":[0-9]+", "\"schema\":99"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ContractJson.read(later, record.getClass()))
          .withMessageContaining(record.getClass().getSimpleName() + ".schema: 99 (expected: ");
    } else {
      assertThat(record)
          .as("travels inside of another record or an HTTP body")
          .isNotInstanceOfAny(DistributionSnapshot.class, EdgeStatus.class, Invalidation.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "nothing",
        "{} {}",
        "[]",
        "7",
        "{",
        "{}",
        "{\"schema\":null}",
        "{\"schema\":1,\"id\":\"I1\",\"paths\":\"/a\"}",
        "{\"schema\":1,\"id\":\"I1\",\"distributionId\":\"E1\"}",
        "{\"schema\":1,\"id\":\"I1\",\"paths\":[],\"acceptedAt\":\"yesterday\"}"
      })
  void whatIsNoRecordIsRefusedByName(String garbage) {
    assertThatThrownBy(() -> ContractJson.read(bytes(garbage), Invalidation.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a Invalidation: ");
  }

  @Test
  void damageIsAlwaysAnIllegalArgument() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] whole = ContractJson.write(SNAPSHOT);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        ContractJson.read(damaged, DistributionSnapshot.class);
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  private static Origin origin(@Nullable Duration completion) {
    return new Origin(
        "o" + completion,
        "fp",
        Kind.S3,
        "bucket.s3.us-east-1.amazonaws.com",
        "/prefix",
        List.of(new HeaderField("x-a", "1")),
        Protocol.MATCH_VIEWER,
        80,
        443,
        3,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        completion,
        List.of("TLSv1.2"),
        Origin.AddressFamily.DUAL_STACK,
        "eu",
        Signing.NO_OVERRIDE);
  }

  private static Behavior behavior(String pattern, Selection headers) {
    return new Behavior(
        pattern,
        "o",
        ViewerProtocol.REDIRECT_TO_HTTPS,
        List.of("GET", "HEAD"),
        List.of("GET"),
        new CachePolicy(
            "p",
            Semantics.RFC9111,
            Duration.ZERO,
            Duration.ofDays(1),
            Duration.ofDays(365),
            headers,
            List.of("cloudfront-viewer-country"),
            Selection.NONE,
            Selection.ALL,
            true,
            false),
        Forwarding.NOTHING,
        true,
        List.of(new TrustedKey("K1", "pem")),
        new ResponseHeaders(
            "r",
            new ResponseHeaders.Cors(
                List.of("*"), List.of("*"), List.of("ALL"), List.of(), false, 600, true),
            List.of(new ResponseHeaders.SetHeader("x-frame-options", "DENY", true)),
            List.of("server"),
            12.5),
        new RealtimeLog("l", "s", 100, List.of("timestamp")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
