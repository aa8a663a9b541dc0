package dev.perigee.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityTest {

  private static final long LIMIT = 100;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Activity activity = new Activity(channel);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void nothingForLongerThanTheLimitIsAHalt() {
    assertThat(activity.hasCeased(0, LIMIT)).isFalse();
    assertThat(activity.hasCeased(100, LIMIT)).isFalse();
    assertThat(activity.hasCeased(101, LIMIT)).isTrue();
  }

  @Test
  void aMessageIsALifeSign() {
    activity.hasCeased(0, LIMIT);
    activity.read();
    assertThat(activity.hasCeased(150, LIMIT)).isFalse();
    assertThat(activity.hasCeased(250, LIMIT)).isFalse();
    assertThat(activity.hasCeased(251, LIMIT)).isTrue();
  }

  @Test
  void soIsAnAnswerThatIsTakenWhole() {
    activity.hasCeased(0, LIMIT);
    activity.written();
    assertThat(activity.hasCeased(150, LIMIT)).isFalse();
  }

  @Test
  void whatWaitsBehindOthersIsNone() {
    channel.write(Unpooled.directBuffer(10).writeZero(10));
    channel.unsafe().outboundBuffer().addFlush();
    activity.hasCeased(0, LIMIT);
    activity.written();
    assertThat(activity.hasCeased(101, LIMIT)).isTrue();
  }

  @Test
  void soAreBytesThatTheViewerTakes() {
    channel.write(Unpooled.directBuffer(10).writeZero(10));
    channel.unsafe().outboundBuffer().addFlush();
    activity.hasCeased(0, LIMIT);
    channel.unsafe().outboundBuffer().progress(4);
    assertThat(activity.hasCeased(150, LIMIT)).isFalse();
    assertThat(activity.hasCeased(251, LIMIT)).isTrue();
  }

  @Test
  void aClosedConnectionHasNothingToTake() {
    channel.close();
    assertThat(activity.hasCeased(0, LIMIT)).isFalse();
    assertThat(activity.hasCeased(101, LIMIT)).isTrue();
  }
}
