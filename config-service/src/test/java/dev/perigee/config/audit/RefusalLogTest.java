package dev.perigee.config.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.auth.Access;
import dev.perigee.config.auth.Caller;
import dev.perigee.config.wire.ApiException;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

  private static final Attempt ATTEMPT =
      new Attempt(
          new Caller("123456789012", "ID", Access.READ_ONLY),
          "cloudfront:CreateDistribution",
          "request",
          "192.0.2.1");

  @Test
  void aRefusalIsOneLineWhateverTheClientSent() {
    assertThat(
            RefusalLog.line(
                ATTEMPT, ApiException.invalidArgument("Comment: a\n\"refused\": \u001b[2J")))
        .isEqualTo(
            "{\"refused\":\"cloudfront:CreateDistribution\",\"account\":\"123456789012\","
                + "\"accessKeyId\":\"ID\",\"code\":\"InvalidArgument\","
                + "\"message\":\"Comment: a\\n\\\"refused\\\": \\u001B[2J\","
                + "\"requestId\":\"request\",\"clientAddress\":\"192.0.2.1\"}");
  }

  @Test
  void withoutAnAttemptNothingChanges() {
    assertThatThrownBy(Attempt::underWay).isInstanceOf(IllegalStateException.class);
    assertThat(ATTEMPT.carryOut(Attempt::underWay)).isSameAs(ATTEMPT);
    assertThatThrownBy(Attempt::underWay).isInstanceOf(IllegalStateException.class);
  }
}
