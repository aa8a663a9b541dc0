package dev.perigee.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private final RestartPolicy policy =
      new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(5), 6, Duration.ofMinutes(1));

  @Test
  void doublesThePauseUpToItsLimitAndThenGivesUp() {
    assertThat(policy.pauseAfter(1)).contains(Duration.ofSeconds(1));
    assertThat(policy.pauseAfter(2)).contains(Duration.ofSeconds(2));
    assertThat(policy.pauseAfter(3)).contains(Duration.ofSeconds(4));
    assertThat(policy.pauseAfter(4)).contains(Duration.ofSeconds(5));
    assertThat(policy.pauseAfter(6)).contains(Duration.ofSeconds(5));
    assertThat(policy.pauseAfter(7)).isEmpty();
  }

  @Test
  void neverStartsAgain() {
    assertThat(RestartPolicy.NEVER.pauseAfter(1)).isEmpty();
  }
}
