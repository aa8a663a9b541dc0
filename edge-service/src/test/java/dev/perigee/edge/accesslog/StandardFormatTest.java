package dev.perigee.edge.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.Requests;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** cloudfront.md, A13: the standard log. */
class StandardFormatTest {

  @Test
  void theFieldsAreThoseOfTheHeaderInItsOrder() {
    String[] header = new String(StandardFormat.HEADER, US_ASCII).split("\n", -1);
    assertThat(header[0]).isEqualTo("#Version: 1.0");
    assertThat(header[1].substring("#Fields: ".length()).split(" ", -1)).hasSize(33);
    assertThat(line(true))
        .isEqualTo(
            String.join(
                "\t",
                "2026-11-22",
                "04:05:06",
                "edge-1",
                "105",
                "192.0.2.1",
                "GET",
                "e1.example.net",
                "/a%2520b",
                "206",
                "https://example.org/?q=%22x%22",
                "Some%20Browser/1.0%09(a)",
                "q=1&r=%257E",
                "s=1;%20t=2",
                "Miss",
                "id-1",
                "www.example.org",
                "http",
                "195",
                "1.234",
                "198.51.100.7,%20192.0.2.9",
                "-",
                "-",
                "Miss",
                "HTTP/1.1",
                "-",
                "-",
                "4711",
                "0.200",
                "Miss",
                "text/plain",
                "10",
                "0",
                "9\n"));
  }

  @Test
  void cookiesAreLeftOutUnlessTheyAreWanted() {
    assertThat(line(false).split("\t", -1)[12]).isEqualTo("-");
  }

  private static String line(boolean includeCookies) {
    RequestFacts facts =
        new RequestFacts(
            Requests.answered(
                Requests.response(
                    206,
                    true,
                    10,
                    "content-type",
                    "text/plain",
                    "content-length",
                    "10",
                    "content-range",
                    "bytes 0-9/100"),
                "GET",
                "/a%20b?q=1&r=%7E",
                "host",
                "www.example.org",
                "referer",
                "https://example.org/?q=\"x\"",
                "user-agent",
                "Some Browser/1.0\t(a)",
                "cookie",
                "s=1",
                "cookie",
                "t=2",
                "x-forwarded-for",
                "198.51.100.7, 192.0.2.9"),
            0);
    facts.admitted("id-1");
    facts.found(SnapshotBuilder.distribution("E1").build());
    facts.answered("Miss", null, 150);
    facts.began(200_000_000);
    EndedRequest request =
        new EndedRequest(facts, "edge-1", Instant.parse("2026-11-22T04:05:06.9Z"), 1_234_567_890);
    return new String(new StandardFormat().line(request, includeCookies), US_ASCII);
  }
}
