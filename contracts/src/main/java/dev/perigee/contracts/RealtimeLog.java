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
  public RealtimeLog {
    fields = List.copyOf(fields);
  }
}
