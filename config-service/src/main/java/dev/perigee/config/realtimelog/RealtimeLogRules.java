package dev.perigee.config.realtimelog;

import dev.perigee.config.catalogue.RealtimeLogs;
import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.RealtimeLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.EndPoint;
import software.amazon.awssdk.services.cloudfront.model.KinesisStreamConfig;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;

/** What a real-time log configuration may say. */
final class RealtimeLogRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7e]+");
  private static final String STREAM_TYPE = "Kinesis";
  private static final int MAX_SAMPLING_PERCENT = 100;

  private RealtimeLogRules() {}

  static RealtimeLogConfig check(RealtimeLogConfig config) {
    if (!NAME.matcher(config.name()).matches()) {
      throw ApiException.invalidArgument(
          "Name: " + config.name() + " (expected: 1 to 128 letters, digits, -, _ and .)");
    }
    Long rate = config.samplingRate();
    if (rate == null || rate < 1 || rate > MAX_SAMPLING_PERCENT) {
      throw ApiException.invalidArgument(
          "SamplingRate: " + rate + " (expected: 1 to " + MAX_SAMPLING_PERCENT + ")");
    }
    checkFields(config.fields());
    if (config.endPoints().size() != 1) {
      throw ApiException.invalidArgument(
          "EndPoints: " + config.endPoints().size() + " items (expected: 1)");
    }
    checkEndPoint(config.endPoints().getFirst());
    return config;
  }

  private static void checkFields(List<String> fields) {
    if (fields.isEmpty()) {
      throw ApiException.invalidArgument("Fields: 0 items (expected: 1 or more)");
    }
    Set<String> seen = new HashSet<>();
    for (String field : fields) {
      if (!RealtimeLog.FIELDS.contains(field)) {
        throw ApiException.invalidArgument(
            "Fields: "
                + field
                + " (expected: one of "
                + String.join(", ", RealtimeLog.FIELDS)
                + ")");
      }
      if (!seen.add(field)) {
        throw ApiException.invalidArgument("Fields: " + field + " is there more than once");
      }
    }
  }

  private static void checkEndPoint(EndPoint endPoint) {
    if (!STREAM_TYPE.equals(endPoint.streamType())) {
      throw ApiException.invalidArgument(
          "EndPoints.StreamType: " + endPoint.streamType() + " (expected: " + STREAM_TYPE + ")");
    }
    @Nullable KinesisStreamConfig stream = endPoint.kinesisStreamConfig();
    if (stream == null) {
      throw ApiException.invalidArgument("EndPoints.KinesisStreamConfig is required");
    }
    if (!ROLE.matcher(stream.roleARN()).matches()) {
      throw ApiException.invalidArgument(
          "EndPoints.KinesisStreamConfig.RoleARN: "
              + stream.roleARN()
              + " (expected: like arn:aws:iam::000000000000:role/name)");
    }
    try {
      RealtimeLogs.stream(stream.streamARN());
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidArgument(
          "EndPoints.KinesisStreamConfig.StreamARN: " + e.getMessage());
    }
  }
}
