package dev.perigee.edge.realtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.RealtimeLog;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.logline.LogLine;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.settings.Settings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** cloudfront.md, A13: the fields of real-time logs. */
class RealtimeFieldsTest {

  @Test
  void everyFieldThatCanBeChosenIsWritten() {
    assertThat(RealtimeFields.names()).containsExactlyInAnyOrderElementsOf(RealtimeLog.FIELDS);
    assertThat(line(RealtimeLog.FIELDS).split("\t", -1)).hasSize(RealtimeLog.FIELDS.size());
  }

  @Test
  void fieldsComeInTheirOrder() {
    assertThat(
            line(
                List.of(
                    "timestamp",
                    "c-ip",
                    "time-to-first-byte",
                    "sc-status",
                    "cs-uri-stem",
                    "cs-host",
                    "c-ip-version",
                    "x-edge-result-type",
                    "cache-behavior-path-pattern",
                    "cs-headers",
                    "cs-header-names",
                    "cs-headers-count",
                    "primary-distribution-id",
                    "origin-fbl",
                    "cmcd-buffer-length")))
        .isEqualTo(
            String.join(
                "\t",
                "1795320306.045",
                "192.0.2.1",
                "0.200",
                "200",
                "/a?CMCD=bl%253D5",
                "e1-staging.example.net",
                "IPv4",
                "Miss",
                "/a*",
                "host:www.example.org%0Aaccept:*/*",
                "host%0Aaccept",
                "2",
                "E1",
                "0.150",
                "5\n"));
  }

  @Test
  void longHeadersAreCutOff() {
    String line = line(List.of("cs-headers"), "x-long", "a".repeat(10_000));
    assertThat(line).hasSize(800 + "\n".length());
  }

  @Test
  void aNameThatIsNotKnownIsAHyphen() {
    assertThat(line(List.of("sc-status", "of-tomorrow"))).isEqualTo("200\t-\n");
  }

  private static String line(List<String> names) {
    return line(names, "host", "www.example.org", "accept", "*/*");
  }

  private static String line(List<String> names, String... headers) {
    RequestFacts facts =
        new RequestFacts(
            Requests.answered(Requests.response(200, true, 10), "GET", "/a?CMCD=bl%3D5", headers),
            0);
    facts.found(SnapshotBuilder.distribution("E1").build());
    facts.routed(
        SnapshotBuilder.distribution("E1-STAGING").build(),
        BehaviorBuilder.behavior("/a*").build());
    facts.answered("Miss", null, 150);
    facts.began(200_000_000);
    EndedRequest request =
        new EndedRequest(facts, "edge-1", Instant.parse("2026-11-22T04:05:06.045Z"), 300_000_000);
    RealtimeRequest told = new RealtimeRequest(request, new GeoDatabase(Settings.defaults()));
    LogLine line = new LogLine();
    RealtimeFields.of(names).forEach(field -> field.write(told, line));
    return new String(line.bytes(), US_ASCII);
  }
}
