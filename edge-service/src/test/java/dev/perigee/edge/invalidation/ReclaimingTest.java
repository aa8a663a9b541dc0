package dev.perigee.edge.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReclaimingTest {

  private final Invalidations invalidations = new Invalidations(100, 1 << 20, 1 << 20);
  private final MemoryStore memory = new MemoryStore(64 << 20);
  private final Reclaiming reclaiming = new Reclaiming(memory, invalidations);
  private long offset;

  @BeforeEach
  void followALog() {
    invalidations.started("log", 0);
  }

  @AfterEach
  void clear() {
    memory.clear();
  }

  @Test
  void whatIsDeadIsLetGoOfThoughNobodyAsksForIt() {
    ByteBuf body = store("E1", "/old/a");
    store("E1", "/kept");
    store("E2", "/old/a");
    store("E1", "/soft");
    invalidate(InvalidationEffect.HARD, "/old/*");
    invalidate(InvalidationEffect.SOFT, "/soft");
    store("E1", "/old/new");

    reclaiming.step();

    assertThat(memory.get("E1\n/old/a")).isNull();
    // What is removed is let go of on another thread.
    assertThat(body.refCnt()).isZero();
    assertThat(memory.get("E1\n/kept")).isNotNull();
    assertThat(memory.get("E2\n/old/a")).isNotNull();
    assertThat(memory.get("E1\n/soft")).isNotNull();
    assertThat(memory.get("E1\n/old/new")).isNotNull();
  }

  @Test
  void walkingThroughJudgesNothingForAnyoneElse() {
    store("E1", "/index.html");
    invalidate(InvalidationEffect.HARD, "/");
    reclaiming.step();
    StoredResponse index = Objects.requireNonNull(memory.get("E1\n/index.html"));
    assertThat(invalidations.isUsable("E1", index, "/")).isFalse();
  }

  @Test
  void muchIsWalkedThroughInStepsAndOnceForEachHorizon() {
    int objects = 1_000;
    for (int i = 0; i < objects; i++) {
      store("E1", "/" + i);
    }
    invalidate(InvalidationEffect.HARD, "/*");
    Duration pause = reclaiming.step();
    assertThat(memory.size()).isEqualTo(objects - Reclaiming.RESPONSES_A_STEP);
    while (reclaiming.step().equals(pause)) {
      assertThat(memory.size()).isPositive();
    }
    assertThat(memory.size()).isZero();
  }

  private ByteBuf store(String distribution, String path) {
    ByteBuf body = Unpooled.directBuffer().writeByte(1);
    memory.put(
        distribution + "\n" + path,
        new StoredResponse(
            new ResponseHead(200, List.of()),
            body,
            path,
            invalidations.horizon(),
            0,
            new Lifetime(Duration.ofDays(1), Duration.ZERO, Duration.ZERO)));
    return body;
  }

  private void invalidate(InvalidationEffect effect, String path) {
    invalidations.record(
        offset,
        "E1",
        ContractJson.write(
            Invalidation.of("I" + offset, "E1", List.of(path), effect, Instant.EPOCH)));
    offset++;
  }
}
