package dev.perigee.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {

  private static final int BODY_BYTES = 1_000;
  private static final int MAX_BYTES = 20_000;

  private final MemoryStore store = new MemoryStore(MAX_BYTES);
  private final List<ByteBuf> bodies = new ArrayList<>();

  @AfterEach
  void everyBodyIsGivenBack() {
    store.clear();
    assertThat(bodies).allMatch(body -> body.refCnt() == 0);
  }

  @Test
  void whatIsPutIsFound() {
    StoredResponse response = response();
    store.put("a", response);
    assertThat(store.get("a")).isSameAs(response);
    assertThat(store.get("b")).isNull();
  }

  @Test
  void whatIsReplacedIsGivenBack() {
    store.put("a", response());
    StoredResponse second = response();
    store.put("a", second);
    assertThat(store.get("a")).isSameAs(second);
    assertThat(bodies.get(0).refCnt()).isZero();
    assertThat(bodies.get(1).refCnt()).isOne();
  }

  @Test
  void aReaderKeepsWhatIsEvictedUntilItIsDone() {
    StoredResponse response = response();
    store.put("a", response);
    ByteBuf reader = response.acquireBody();
    store.remove("a", response);
    assertThat(bodies.getFirst().refCnt()).isOne();
    assertThat(reader).isNotNull();
    if (reader != null) {
      reader.release();
    }
  }

  @Test
  void onlyTheResponseThatIsMeantIsRemoved() {
    StoredResponse first = response();
    store.put("a", first);
    StoredResponse second = response();
    store.put("a", second);
    store.remove("a", first);
    assertThat(store.get("a")).isSameAs(second);
  }

  @Test
  void itsBytesAreBoundedAndEvictionGivesMemoryBack() {
    for (int i = 0; i < 500; i++) {
      store.put("key-" + i, response());
    }
    long held = bodies.stream().filter(body -> body.refCnt() > 0).count();
    assertThat(held).isBetween(1L, (long) MAX_BYTES / BODY_BYTES);
    assertThat(store.size()).isEqualTo(held);
  }

  @Test
  void whatIsLargerThanTheStoreIsNotKept() {
    ByteBuf large = Unpooled.directBuffer(MAX_BYTES + 1).writeZero(MAX_BYTES + 1);
    bodies.add(large);
    store.put("a", response(large));
    assertThat(large.refCnt()).isZero();
    assertThat(store.get("a")).isNull();
  }

  private StoredResponse response() {
    ByteBuf body = Unpooled.directBuffer(BODY_BYTES).writeZero(BODY_BYTES);
    bodies.add(body);
    return response(body);
  }

  private static StoredResponse response(ByteBuf body) {
    return new StoredResponse(
        new ResponseHead(200, List.of()),
        body,
        "/a",
        Horizon.NONE,
        0,
        new Lifetime(Duration.ofDays(1), Duration.ZERO, Duration.ZERO));
  }
}
