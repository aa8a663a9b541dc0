package dev.perigee.config.catalogue;

import dev.perigee.contracts.RealtimeLog;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;

/** Real-time log configurations in the snapshot's form. */
public final class RealtimeLogs {

  private static final Pattern STREAM_ARN =
      Pattern.compile("arn:aws:kinesis:[a-z0-9-]+:[0-9]{12}:stream/([A-Za-z0-9_.-]{1,128})");

  /** Every field that a record can have, in the order in which records have them. */
  public static final List<String> FIELDS =
      List.of(
          "timestamp",
          "c-ip",
          "s-ip",
          "time-to-first-byte",
          "sc-status",
          "sc-bytes",
          "cs-method",
          "cs-protocol",
          "cs-host",
          "cs-uri-stem",
          "cs-bytes",
          "x-edge-location",
          "x-edge-request-id",
          "x-host-header",
          "time-taken",
          "cs-protocol-version",
          "c-ip-version",
          "cs-user-agent",
          "cs-referer",
          "cs-cookie",
          "cs-uri-query",
          "x-edge-response-result-type",
          "x-forwarded-for",
          "ssl-protocol",
          "ssl-cipher",
          "x-edge-result-type",
          "fle-encrypted-fields",
          "fle-status",
          "sc-content-type",
          "sc-content-len",
          "sc-range-start",
          "sc-range-end",
          "c-port",
          "x-edge-detailed-result-type",
          "c-country",
          "cs-accept-encoding",
          "cs-accept",
          "cache-behavior-path-pattern",
          "cs-headers",
          "cs-header-names",
          "cs-headers-count",
          "primary-distribution-id",
          "primary-distribution-dns-name",
          "origin-fbl",
          "origin-lbl",
          "asn",
          "cmcd-encoded-bitrate",
          "cmcd-buffer-length",
          "cmcd-buffer-starvation",
          "cmcd-content-id",
          "cmcd-object-duration",
          "cmcd-deadline",
          "cmcd-measured-throughput",
          "cmcd-next-object-request",
          "cmcd-next-range-request",
          "cmcd-object-type",
          "cmcd-playback-rate",
          "cmcd-requested-maximum-throughput",
          "cmcd-streaming-format",
          "cmcd-session-id",
          "cmcd-stream-type",
          "cmcd-startup",
          "cmcd-top-bitrate",
          "cmcd-version",
          "r-host",
          "sr-reason",
          "x-edge-mqcs",
          "distribution-tenant-id",
          "connection-id");

  private RealtimeLogs() {}

  /** A configuration that was checked when it was stored. */
  static RealtimeLog resolve(RealtimeLogConfig config) {
    return new RealtimeLog(
        config.name(),
        stream(config.endPoints().getFirst().kinesisStreamConfig().streamARN()),
        Math.toIntExact(config.samplingRate()),
        FIELDS.stream().filter(config.fields()::contains).toList());
  }

  /**
   * The stream's name.
   *
   * @throws IllegalArgumentException where it is not the ARN of a stream
   */
  public static String stream(String arn) {
    Matcher matcher = STREAM_ARN.matcher(arn);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          arn + " (expected: like arn:aws:kinesis:us-east-1:000000000000:stream/name)");
    }
    return matcher.group(1);
  }
}
