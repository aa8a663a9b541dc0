package dev.perigee.edge.accesslog;

import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.logline.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The lines of CloudFront's standard log (cloudfront.md, A13). Thread-safe. */
final class StandardFormat {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Written once, at the beginning of each file. */
  static final byte[] HEADER =
      """
      #Version: 1.0
      #Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status \
      cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id \
      x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher \
      x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port \
      time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len \
      sc-range-start sc-range-end
      """
          .getBytes(StandardCharsets.US_ASCII);

  private volatile Second latest = Second.of(0);

  /** A second as logs have it. */
  private record Second(long epochSecond, String date, String time) {
    static Second of(long epochSecond) {
      Instant instant = Instant.ofEpochSecond(epochSecond);
      return new Second(epochSecond, DATE.format(instant), TIME.format(instant));
    }
  }

  private Second second(Instant at) {
    Second known = latest;
    if (known.epochSecond() != at.getEpochSecond()) {
      known = Second.of(at.getEpochSecond());
      latest = known;
    }
    return known;
  }

  byte[] line(EndedRequest request, boolean includeCookies) {
    Second second = second(request.at());
    return new LogLine()
        .field(second.date())
        .field(second.time())
        .field(request.edge())
        .field(request.bytesSent())
        .field(request.clientAddress())
        .field(request.method())
        .field(request.distributionHost())
        .field(request.uriStem())
        .field(request.status())
        .field(request.header("referer"))
        .field(request.header("user-agent"))
        .field(request.uriQuery())
        .field(includeCookies ? request.header("cookie") : null)
        .field(request.result())
        .field(request.facts().id())
        .field(request.header("host"))
        .field(request.protocol())
        .field(request.bytesReceived())
        .seconds(request.nanosTaken())
        .field(request.header("x-forwarded-for"))
        .field(request.tlsProtocol())
        .field(request.tlsCipher())
        .field(request.responseResult())
        .field(request.protocolVersion())
        .field(null)
        .field(null)
        .field(request.clientPort())
        .seconds(request.nanosToFirstByte())
        .field(request.detailedResult())
        .field(request.responseHeader("content-type"))
        .field(request.responseHeader("content-length"))
        .field(request.rangeStart())
        .field(request.rangeEnd())
        .bytes();
  }
}
