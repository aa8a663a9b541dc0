package dev.perigee.config.realtimelog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.RealtimeLog;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.EndPoint;
import software.amazon.awssdk.services.cloudfront.model.KinesisStreamConfig;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;

class RealtimeLogRulesTest {

  private static final String ROLE = "arn:aws:iam::000000000000:role/logs";
  private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/logs";

  static Stream<Arguments> wrong() {
    return Stream.of(
        config("Name: a b (expected", c -> c.name("a b")),
        config("SamplingRate: 0 (expected: 1 to 100)", c -> c.samplingRate(0L)),
        config("SamplingRate: 101", c -> c.samplingRate(101L)),
        config("Fields: 0 items", c -> c.fields()),
        config("Fields: c-shoe (expected: one of timestamp, c-ip,", c -> c.fields("c-shoe")),
        config("Fields: c-ip is there more than once", c -> c.fields("c-ip", "c-ip")),
        config("EndPoints: 0 items (expected: 1)", c -> c.endPoints(new EndPoint[0])),
        config(
            "EndPoints: 2 items", c -> c.endPoints(endPoint(ROLE, STREAM), endPoint(ROLE, STREAM))),
        config(
            "StreamType: Kafka (expected: Kinesis)",
            c -> c.endPoints(endPoint(ROLE, STREAM).toBuilder().streamType("Kafka").build())),
        config(
            "KinesisStreamConfig is required",
            c ->
                c.endPoints(
                    endPoint(ROLE, STREAM).toBuilder()
                        .kinesisStreamConfig((KinesisStreamConfig) null)
                        .build())),
        config("RoleARN: role", c -> c.endPoints(endPoint("role", STREAM))),
        config(
            "StreamARN: stream (expected: like arn:aws:kinesis",
            c -> c.endPoints(endPoint(ROLE, "stream"))));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String told, RealtimeLogConfig config) {
    assertThatThrownBy(() -> RealtimeLogRules.check(config))
        .hasMessageStartingWith("InvalidArgument: ")
        .hasMessageContaining(told);
  }

  @Test
  void everyFieldCanBeLogged() {
    assertThatCode(() ->
            RealtimeLogRules.check(
                base().toBuilder().fields(RealtimeLog.FIELDS).samplingRate(100L).build()))
        .doesNotThrowAnyException();
  }

  private static Arguments config(String told, UnaryOperator<RealtimeLogConfig.Builder> change) {
    return Arguments.of(told, change.apply(base().toBuilder()).build());
  }

  private static RealtimeLogConfig base() {
    return RealtimeLogConfig.builder()
        .name("logs")
        .samplingRate(1L)
        .fields("c-ip")
        .endPoints(endPoint(ROLE, STREAM))
        .build();
  }

  private static EndPoint endPoint(String role, String stream) {
    return EndPoint.builder()
        .streamType("Kinesis")
        .kinesisStreamConfig(config -> config.roleARN(role).streamARN(stream))
        .build();
  }
}
