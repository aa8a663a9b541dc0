package dev.perigee.config.catalogue;

import dev.perigee.contracts.RealtimeLog;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;

/** Real-time log configurations in the snapshot's form. */
public final class RealtimeLogs {

  private static final Pattern STREAM_ARN =
      Pattern.compile("arn:aws:kinesis:[a-z0-9-]+:[0-9]{12}:stream/([A-Za-z0-9_.-]{1,128})");

  private RealtimeLogs() {}

  /** A configuration that was checked when it was stored. */
  static RealtimeLog resolve(RealtimeLogConfig config) {
    return new RealtimeLog(
        config.name(),
        stream(config.endPoints().getFirst().kinesisStreamConfig().streamARN()),
        Math.toIntExact(config.samplingRate()),
        RealtimeLog.FIELDS.stream().filter(config.fields()::contains).toList());
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
