package dev.perigee.edge.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
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
  private final SharedBody body =
      new SharedBody(turns.context(), source, budget, LIMIT, WINDOW, null);

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

  @Nested
  class InARoomOfItsOwn {

    private final ByteBuf room = Unpooled.directBuffer(8, 8);
    private final SharedBody placed =
        new SharedBody(turns.context(), source, allowed(8), LIMIT, WINDOW, room);

    private FillBudget allowed(int bytes) {
      assertThat(budget.take(bytes)).isTrue();
      return budget;
    }

    private RecordingSink reading() {
      RecordingSink viewer = new RecordingSink();
      join(placed, 0, Long.MAX_VALUE).start(viewer);
      return viewer;
    }

    private void come(String part, boolean landed) {
      placed.append(Buffer.buffer(part), landed);
      turns.run();
    }

    @Test
    void partsAreReadFromWhereTheyLie() {
      RecordingSink viewer = reading();
      come("one ", false);
      room.setBytes(4, "TWO!".getBytes(StandardCharsets.UTF_8));
      come("two!", true);
      assertThat(room.toString(0, 8, StandardCharsets.UTF_8)).isEqualTo("one TWO!");
      assertThat(viewer.text).hasToString("one TWO!");
      assertThat(text(placed.complete())).isEqualTo("one TWO!");
    }

    @Test
    void theRoomIsLeftWithTheLastReaderAndTheBytesGoBack() {
      RecordingSink slow = reading();
      slow.full = true;
      come("one two!", false);
      placed.complete();
      placed.close();
      turns.run();
      assertThat(room.refCnt()).isPositive();
      assertThat(budget.used()).isEqualTo(8);
      slow.drain();
      assertThat(slow.text).hasToString("one two!");
      assertThat(slow.ending).isEqualTo("ended");
      assertThat(room.refCnt()).isZero();
      assertThat(budget.used()).isZero();
    }

    @Test
    void whoWasToldBeforeTheEndReadsWhereItLies() {
      placed.expect();
      come("one two!", false);
      placed.complete();
      placed.close();
      RecordingSink viewer = new RecordingSink();
      viewer.full = true;
      join(placed, 0, Long.MAX_VALUE).start(viewer);
      turns.run();
      assertThat(room.refCnt()).isPositive();
      viewer.drain();
      assertThat(viewer.text).hasToString("one two!");
      assertThat(room.refCnt()).isZero();
    }

    @Test
    void whoWasToldAndJoinsAfterAllOthersReadsACopy() {
      placed.expect();
      come("one two!", false);
      placed.complete();
      placed.close();
      turns.run();
      assertThat(room.refCnt()).isZero();
      assertThat(reading().text).hasToString("one two!");
    }

    @Test
    void nobodyJoinsOnceTheRoomIsLeftUntold() {
      come("one two!", false);
      placed.complete();
      placed.close();
      assertThat(room.refCnt()).isZero();
      assertThat(placed.join(turns.context(), 0, Long.MAX_VALUE)).isNull();
    }

    @Test
    void whatOutgrowsTheRoomIsReadAllTheSame() {
      RecordingSink viewer = reading();
      come("one two!", false);
      come(" three", false);
      placed.complete();
      placed.close();
      turns.run();
      assertThat(viewer.text).hasToString("one two! three");
      assertThat(room.refCnt()).isZero();
      assertThat(budget.used()).isZero();
    }

    @Test
    void aBodyThatBreaksOffLeavesIt() {
      RecordingSink viewer = reading();
      come("one ", false);
      placed.fail();
      placed.close();
      turns.run();
      assertThat(viewer.ending).isEqualTo("aborted");
      assertThat(room.refCnt()).isZero();
      placed.append(Buffer.buffer("late"), true);
    }

    @Test
    void aReaderThatLeavesInMidWriteKeepsNothing() {
      SharedBody.Reader reader = join(placed, 0, Long.MAX_VALUE);
      HoldingSink viewer = new HoldingSink();
      reader.start(viewer);
      come("one two!", false);
      reader.leave();
      placed.complete();
      placed.close();
      assertThat(room.refCnt()).isPositive();
      viewer.written.forEach(ByteBuf::release);
      assertThat(room.refCnt()).isZero();
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
      int announced = 1 + random.nextInt(300);
      ByteBuf room =
          random.nextBoolean() && allowance.take(announced)
              ? Unpooled.directBuffer(announced, announced)
              : null;
      SharedBody shared = new SharedBody(loops.context(), origin, allowance, 200, 30, room);
      StringBuilder all = new StringBuilder();
      List<RecordingSink> viewers = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            if (!origin.isPaused() && !origin.calls.contains("cancel")) {
              String part = "abcdefghijklmnopqrstuvwxyz".substring(random.nextInt(25));
              all.append(part);
              shared.append(Buffer.buffer(part), false);
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
      String whole = text(shared.complete());
      shared.close();
      viewers.forEach(RecordingSink::drain);
      loops.run();
      viewers.forEach(RecordingSink::drain);
      loops.run();
      assertThat(whole).as("seed %d", seed + round).isIn(all.toString(), "nothing");
      for (RecordingSink viewer : viewers) {
        assertThat(viewer.text)
            .as("seed %d", seed + round)
            .hasToString(viewer.expectedOf(all.toString()));
        assertThat(viewer.ending).as("seed %d", seed + round).isEqualTo("ended");
      }
      assertThat(allowance.used()).as("seed %d, cancelled %s", seed + round, cancelled).isZero();
      assertThat(room == null ? 0 : room.refCnt()).as("seed %d", seed + round).isZero();
    }
  }

  private void append(String text) {
    body.append(Buffer.buffer(text), false);
    turns.run();
  }

  private RecordingSink read(long first, long length) {
    SharedBody.Reader reader = join(first, length);
    RecordingSink viewer = new RecordingSink(reader, first, length);
    reader.start(viewer);
    return viewer;
  }

  private SharedBody.Reader join(long first, long length) {
    return join(body, first, length);
  }

  private SharedBody.Reader join(SharedBody shared, long first, long length) {
    SharedBody.Reader reader = shared.join(turns.context(), first, length);
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

  /** Is still writing. */
  private static final class HoldingSink implements BodySink {
    final List<ByteBuf> written = new ArrayList<>();

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void onDrain(Runnable callback) {}

    @Override
    public void write(ByteBuf bytes) {
      written.add(bytes);
    }

    @Override
    public void end() {}

    @Override
    public void abort() {}
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
      bytes.release();
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
