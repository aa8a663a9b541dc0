package dev.perigee.edge.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SharedBodyTest {

  private static final int LIMIT = 100;
  private static final int WINDOW = 20;

  private final Turns turns = new Turns();
  private final FillBudget budget = new FillBudget(1_000);
  private final RecordingSource source = new RecordingSource();
  private final SharedBody body = new SharedBody(turns.context(), source, budget, LIMIT, WINDOW);

  @Test
  void aReaderGetsEachPartAsItComes() {
    RecordingSink viewer = read(0, Long.MAX_VALUE);
    append("one ");
    assertThat(viewer.text).hasToString("one ");
    append("two");
    assertThat(viewer.text).hasToString("one two");
    assertThat(viewer.ending).isEqualTo("open");
    body.complete();
    turns.run();
    assertThat(viewer.ending).isEqualTo("ended");
  }

  @Test
  void whoJoinsLateGetsEverythingFromTheBeginning() {
    append("one ");
    RecordingSink during = read(0, Long.MAX_VALUE);
    append("two");
    List<ByteBuf> whole = body.complete();
    body.close();
    RecordingSink after = read(0, Long.MAX_VALUE);
    assertThat(during.text).hasToString("one two");
    assertThat(after.text).hasToString("one two");
    assertThat(after.ending).isEqualTo("ended");
    assertThat(text(whole)).isEqualTo("one two");
  }

  @Test
  void aRangeGetsItsBytesAndEndsWithoutWaitingForTheRest() {
    RecordingSink viewer = read(2, 4);
    append("abc");
    append("def");
    append("ghi");
    assertThat(viewer.text).hasToString("cdef");
    assertThat(viewer.ending).isEqualTo("ended");
  }

  @Test
  void anEmptyBodyEnds() {
    RecordingSink viewer = read(0, Long.MAX_VALUE);
    assertThat(body.complete()).isEmpty();
    turns.run();
    assertThat(viewer.ending).isEqualTo("ended");
  }

  @Test
  void aFailureIsToldAfterWhatCame() {
    RecordingSink full = read(0, Long.MAX_VALUE);
    full.full = true;
    append("part");
    body.fail();
    turns.run();
    assertThat(full.ending).isEqualTo("open");
    full.drain();
    assertThat(full.text).hasToString("part");
    assertThat(full.ending).isEqualTo("aborted");
  }

  @Test
  void whoHasLeftGetsNothingMore() {
    SharedBody.Reader reader = join(0, Long.MAX_VALUE);
    RecordingSink viewer = new RecordingSink();
    reader.start(viewer);
    append("one");
    reader.leave();
    append("two");
    body.complete();
    turns.run();
    assertThat(viewer.text).hasToString("one");
    assertThat(viewer.ending).isEqualTo("open");
  }

  @Test
  void whileEverythingIsKeptASlowReaderHoldsNobodyBack() {
    RecordingSink slow = read(0, Long.MAX_VALUE);
    slow.full = true;
    RecordingSink quick = read(0, Long.MAX_VALUE);
    append("x".repeat(LIMIT));
    assertThat(quick.text).hasSize(LIMIT);
    assertThat(source.calls).isEmpty();
    slow.drain();
    assertThat(slow.text).hasSize(LIMIT);
  }

  @Nested
  class BeyondTheLimit {

    private final RecordingSink viewer = read(0, Long.MAX_VALUE);

    BeyondTheLimit() {
      append("x".repeat(LIMIT));
    }

    @Test
    void nothingIsKeptForStorageAndNobodyJoins() {
      append("y");
      assertThat(body.join(turns.context(), 0, Long.MAX_VALUE)).isNull();
      assertThat(body.complete()).isNull();
      turns.run();
      assertThat(viewer.text).hasSize(LIMIT + 1).endsWith("xy");
      assertThat(viewer.ending).isEqualTo("ended");
    }

    @Test
    void theBudgetIsGivenBackAtOnce() {
      assertThat(budget.used()).isEqualTo(LIMIT);
      append("y");
      assertThat(budget.used()).isZero();
    }

    @Test
    void theSourceIsHeldToThePaceOfTheSlowestReader() {
      append("y");
      viewer.full = true;
      append("z".repeat(WINDOW));
      assertThat(source.calls).isEmpty();
      append("z");
      assertThat(source.calls).containsExactly("pause");
      viewer.drain();
      turns.run();
      assertThat(source.calls).containsExactly("pause", "resume");
      assertThat(viewer.text).hasSize(LIMIT + 1 + WINDOW + 1);
    }

    @Test
    void theSourceIsLetGoWhenTheLastReaderLeaves() {
      SharedBody.Reader other = join(0, Long.MAX_VALUE);
      other.start(new RecordingSink());
      append("y");
      viewer.reader().leave();
      turns.run();
      assertThat(source.calls).isEmpty();
      other.leave();
      turns.run();
      assertThat(source.calls).containsExactly("cancel");
    }

    @Test
    void aSlowReaderThatLeavesLetsTheOthersGoOn() {
      RecordingSink other = read(0, Long.MAX_VALUE);
      append("y");
      viewer.full = true;
      append("z".repeat(WINDOW + 1));
      assertThat(source.calls).containsExactly("pause");
      viewer.reader().leave();
      turns.run();
      assertThat(source.calls).containsExactly("pause", "resume");
      assertThat(other.text).hasSize(LIMIT + 1 + WINDOW + 1);
    }
  }

  @Test
  void aBodyThatNobodyReadsOrCanJoinIsNotTakenFromTheOrigin() {
    append("x".repeat(LIMIT));
    assertThat(source.calls).isEmpty();
    append("y");
    append("z");
    assertThat(source.calls).containsExactly("cancel");
  }

  @Nested
  class TheBudget {

    @Test
    void isTakenWhileTheBodyIsKeptAndGivenBackWithTheLastReader() {
      RecordingSink slow = read(0, Long.MAX_VALUE);
      slow.full = true;
      append("abc");
      assertThat(budget.used()).isEqualTo(3);
      body.complete();
      body.close();
      turns.run();
      assertThat(budget.used()).isEqualTo(3);
      slow.drain();
      assertThat(budget.used()).isZero();
    }

    @Test
    void isGivenBackAfterAFailure() {
      append("abc");
      body.fail();
      body.close();
      assertThat(budget.used()).isZero();
    }

    @Test
    void thatIsUsedUpTurnsTheBodyIntoAWindow() {
      RecordingSink viewer = read(0, Long.MAX_VALUE);
      assertThat(budget.take(999)).isTrue();
      append("abc");
      assertThat(body.join(turns.context(), 0, Long.MAX_VALUE)).isNull();
      assertThat(budget.used()).isEqualTo(999);
      assertThat(body.complete()).isNull();
      turns.run();
      assertThat(viewer.text).hasToString("abc");
      assertThat(viewer.ending).isEqualTo("ended");
    }
  }

  @Test
  void whateverTheOrderEveryReaderGetsExactlyItsBytes() {
    long seed = new Random().nextLong();
    for (int round = 0; round < 300; round++) {
      Random random = new Random(seed + round);
      Turns loops = new Turns();
      FillBudget allowance = new FillBudget(random.nextInt(400));
      RecordingSource origin = new RecordingSource();
      SharedBody shared = new SharedBody(loops.context(), origin, allowance, 200, 30);
      StringBuilder all = new StringBuilder();
      List<RecordingSink> viewers = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            if (!origin.isPaused() && !origin.calls.contains("cancel")) {
              String part = "abcdefghijklmnopqrstuvwxyz".substring(random.nextInt(25));
              all.append(part);
              shared.append(Unpooled.copiedBuffer(part, StandardCharsets.UTF_8));
            }
          }
          case 1 -> {
            int first = random.nextInt(20);
            int length = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(100);
            SharedBody.Reader reader = shared.join(loops.context(), first, length);
            if (reader != null) {
              RecordingSink viewer = new RecordingSink(reader, first, length);
              viewers.add(viewer);
              reader.start(viewer);
            }
          }
          case 2 -> viewers.forEach(viewer -> viewer.full = random.nextBoolean());
          default -> loops.run();
        }
      }
      boolean cancelled = origin.calls.contains("cancel");
      List<ByteBuf> whole = shared.complete();
      shared.close();
      viewers.forEach(RecordingSink::drain);
      loops.run();
      viewers.forEach(RecordingSink::drain);
      loops.run();
      if (whole != null) {
        assertThat(text(whole)).as("seed %d", seed + round).isEqualTo(all.toString());
      }
      for (RecordingSink viewer : viewers) {
        assertThat(viewer.text)
            .as("seed %d", seed + round)
            .hasToString(viewer.expectedOf(all.toString()));
        assertThat(viewer.ending).as("seed %d", seed + round).isEqualTo("ended");
      }
      assertThat(allowance.used()).as("seed %d, cancelled %s", seed + round, cancelled).isZero();
    }
  }

  private void append(String text) {
    body.append(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    turns.run();
  }

  private RecordingSink read(long first, long length) {
    SharedBody.Reader reader = join(first, length);
    RecordingSink viewer = new RecordingSink(reader, first, length);
    reader.start(viewer);
    return viewer;
  }

  private SharedBody.Reader join(long first, long length) {
    SharedBody.Reader reader = body.join(turns.context(), first, length);
    if (reader == null) {
      throw new AssertionError("nobody can join any more");
    }
    return reader;
  }

  private static String text(@Nullable List<ByteBuf> chunks) {
    return chunks == null
        ? "nothing"
        : chunks.stream()
            .map(chunk -> chunk.toString(StandardCharsets.UTF_8))
            .collect(Collectors.joining());
  }

  private static final class RecordingSource implements SharedBody.Source {
    final List<String> calls = new ArrayList<>();

    boolean isPaused() {
      return !calls.isEmpty() && calls.getLast().equals("pause");
    }

    @Override
    public void pause() {
      calls.add("pause");
    }

    @Override
    public void resume() {
      calls.add("resume");
    }

    @Override
    public void cancel() {
      calls.add("cancel");
    }
  }

  private static final class RecordingSink implements BodySink {
    final StringBuilder text = new StringBuilder();
    String ending = "open";
    boolean full;
    private final SharedBody.@Nullable Reader reader;
    private final long first;
    private final long length;
    private @Nullable Runnable onDrain;

    RecordingSink() {
      this(null, 0, Long.MAX_VALUE);
    }

    RecordingSink(SharedBody.@Nullable Reader reader, long first, long length) {
      this.reader = reader;
      this.first = first;
      this.length = length;
    }

    SharedBody.Reader reader() {
      if (reader == null) {
        throw new AssertionError("made without a reader");
      }
      return reader;
    }

    String expectedOf(String all) {
      int from = (int) Math.min(first, all.length());
      return all.substring(from, (int) Math.min(all.length(), from + length));
    }

    void drain() {
      full = false;
      Runnable callback = onDrain;
      onDrain = null;
      if (callback != null) {
        callback.run();
      }
    }

    @Override
    public boolean isFull() {
      return full;
    }

    @Override
    public void onDrain(Runnable callback) {
      onDrain = callback;
    }

    @Override
    public void write(ByteBuf bytes) {
      assertThat(ending).isEqualTo("open");
      text.append(bytes.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
      assertThat(ending).isEqualTo("open");
      ending = "ended";
    }

    @Override
    public void abort() {
      assertThat(ending).isEqualTo("open");
      ending = "aborted";
    }
  }
}
