package dev.perigee.edge.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredResponseCodecTest {

  private static final BodyMemory BODIES = new BodyMemory(1 << 20);

  private static final ResponseHead HEAD =
      new ResponseHead(
          404, List.of("etag", "\"ä\"", "set-cookie", "a=1", "set-cookie", "b=2", "empty", ""));
  private static final Lifetime LIFETIME =
      new Lifetime(Duration.ofMillis(60_001), Duration.ofMillis(7), Duration.ofDays(3650));

  @Test
  void whatIsReadIsWhatWasWritten() {
    StoredResponse read = decode(encode("the body"));
    assertThat(read.head()).isEqualTo(HEAD);
    assertThat(read.path()).isEqualTo("/a?q=1");
    assertThat(read.tags()).containsExactly("sale", "product:1");
    assertThat(read.horizon()).isEqualTo(new Horizon("log", 7));
    assertThat(read.originTimeMillis()).isEqualTo(1_234_567_890_123L);
    assertThat(read.lifetime()).isEqualTo(LIFETIME);
    assertThat(body(read)).isEqualTo("the body");
    read.release();
  }

  @Test
  void itIsKnownWhereTheBodyLiesAndWhatTheOriginsTagWas() {
    ByteBuf none = Unpooled.buffer(1);
    StoredResponse sliced =
        decode(StoredResponseCodec.encode(response(none).inSlices(5_000_000_000L), none));
    assertThat(sliced.slicedBytes()).isEqualTo(5_000_000_000L);
    assertThat(sliced.originEtag()).isNull();
    StoredResponse compressed =
        new StoredResponse(HEAD, none, "/a", Horizon.NONE, 0, LIFETIME, "\"1\"");
    StoredResponse read = decode(StoredResponseCodec.encode(compressed, none));
    assertThat(read.originEtag()).isEqualTo("\"1\"");
    assertThat(read.isSliced()).isFalse();
    sliced.release();
    read.release();
    none.release();
  }

  @Test
  void aBodyMayBeEmpty() {
    StoredResponse read = decode(encode(""));
    assertThat(read.bodyBytes()).isZero();
    read.release();
  }

  @Test
  void writingTakesNothingFromTheBody() {
    ByteBuf body = Unpooled.copiedBuffer("xbody", StandardCharsets.UTF_8).skipBytes(1);
    byte[] bytes = StoredResponseCodec.encode(response(body), body);
    assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("body");
    assertThat(body.refCnt()).isOne();
    StoredResponse read = decode(bytes);
    assertThat(body(read)).isEqualTo("body");
    read.release();
    body.release();
  }

  @Test
  void anotherVersionIsNotRead() {
    byte[] bytes = encode("x");
    bytes[0]++;
    assertThat(StoredResponseCodec.decode(bytes, BODIES)).isEmpty();
  }

  @Test
  void whatEndsWithinItsHeadIsNotRead() {
    byte[] bytes = encode("");
    for (int length = 0; length < bytes.length; length++) {
      assertThat(StoredResponseCodec.decode(Arrays.copyOf(bytes, length), BODIES)).isEmpty();
    }
  }

  @Test
  void damageYieldsNothingOrAResponseThatCanBeUsed() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] whole = encode("body");
    int unread = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      var read = StoredResponseCodec.decode(damaged, BODIES);
      if (read.isEmpty()) {
        unread++;
        continue;
      }
      ResponseHead head = read.get().head();
      assertThat(head.fields().size() % 2).as("seed %d", seed).isZero();
      assertThat(head.all("no-such-header")).as("seed %d", seed).isEmpty();
      read.get().release();
    }
    assertThat(unread).as("seed %d", seed).isPositive();
  }

  private static byte[] encode(String text) {
    ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    return StoredResponseCodec.encode(response(body), body);
  }

  private static StoredResponse response(ByteBuf body) {
    return new StoredResponse(
            HEAD, body, "/a?q=1", new Horizon("log", 7), 1_234_567_890_123L, LIFETIME)
        .tagged(List.of("sale", "product:1"));
  }

  private static StoredResponse decode(byte[] bytes) {
    return StoredResponseCodec.decode(bytes, BODIES).orElseThrow();
  }

  private static String body(StoredResponse response) {
    ByteBuf body = response.acquireBody();
    if (body == null) {
      return "gone";
    }
    String text = body.toString(StandardCharsets.UTF_8);
    body.release();
    return text;
  }
}
