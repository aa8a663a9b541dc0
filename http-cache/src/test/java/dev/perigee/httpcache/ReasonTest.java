package dev.perigee.httpcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void everyReasonHasAWordOfItsOwnThatFitsAMetricTag() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::word))
        .doesNotHaveDuplicates()
        .allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
  }
}
