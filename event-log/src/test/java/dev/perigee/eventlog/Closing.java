package dev.perigee.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Checks how a tail closes. */
final class Closing {

  private Closing() {}

  static void endsWithin(Duration limit, TopicTail tail, String thread) {
    assertThat(isAlive(thread)).isTrue();
    long began = System.nanoTime();
    tail.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
    assertThat(isAlive(thread)).isFalse();
  }

  private static boolean isAlive(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals(thread));
  }
}
