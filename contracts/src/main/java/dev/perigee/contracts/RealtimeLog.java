package dev.perigee.contracts;

import java.util.List;

/**
 * Log records that are sent while requests are served (CloudFront: real-time log configuration).
 *
 * @param name the configuration's name
 * @param stream name of the stream that they are sent to
 * @param samplingPercent share of the requests that are logged, 1 to 100
 * @param fields names of the fields, in their order
 */
public record RealtimeLog(String name, String stream, int samplingPercent, List<String> fields) {

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

  public RealtimeLog {
    fields = List.copyOf(fields);
  }
}
