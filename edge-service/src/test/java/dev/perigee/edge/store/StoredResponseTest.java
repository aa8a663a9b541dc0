package dev.perigee.edge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoredResponseTest {

  private static final long MADE = 1_000_000;

  private final ByteBuf body = Unpooled.wrappedBuffer(new byte[5]);
  private final StoredResponse response =
      new StoredResponse(
          new ResponseHead(200, List.of()),
          body,
          "/a",
          new Horizon("log", 7),
          MADE,
          new Lifetime(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(5)));

  @Test
  void isFreshForItsTimeAndMayStandInForAWhileLonger() {
    assertThat(response.isFresh(MADE + 9_999)).isTrue();
    assertThat(response.isFresh(MADE + 10_000)).isFalse();
    assertThat(response.mayStandIn(MADE + 14_999)).isTrue();
    assertThat(response.mayStandIn(MADE + 15_000)).isFalse();
  }

  @Test
  void hasNoAgeBelowZero() {
    assertThat(response.age(MADE - 5)).isZero();
    assertThat(response.age(MADE + 1_500)).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void itsBodyLivesAsLongAsAnyoneReadsIt() {
    ByteBuf reader = response.acquireBody();
    response.release();
    assertThat(body.refCnt()).isOne();
    if (reader != null) {
      reader.release();
    }
    assertThat(body.refCnt()).isZero();
    assertThat(response.acquireBody()).isNull();
  }

  @Test
  void readersDoNotMoveEachOther() {
    ByteBuf one = response.acquireBody();
    ByteBuf other = response.acquireBody();
    assertThat(one).isNotNull();
    assertThat(other).isNotNull();
    if (one != null && other != null) {
      one.skipBytes(3);
      assertThat(other.readableBytes()).isEqualTo(5);
    }
  }

  @Test
  void isKnownToHaveSurvivedWhatCameBeforeItsFetch() {
    assertThat(response.checkedOffset()).isEqualTo(7);
    response.survived(9);
    assertThat(response.checkedOffset()).isEqualTo(9);
  }

  @Test
  void hasInCommonWhatIsTheSameInOthers() {
    StoredResponse other =
        new StoredResponse(
            new ResponseHead(200, List.of()),
            Unpooled.EMPTY_BUFFER,
            "/b",
            new Horizon("log", 7),
            MADE,
            new Lifetime(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(5)));
    assertThat(other.horizon()).isSameAs(response.horizon());
    assertThat(other.lifetime()).isSameAs(response.lifetime());
  }

  @Nested
  class ItsHead {

    private final ResponseHead head =
        new ResponseHead(
            404,
            List.of(
                "etag", "\"1\"",
                "warning", "a: b",
                "x-word", "caf\u00e9",
                "x-etag", "\"2\"",
                "warning", "c",
                "x-empty", ""));

    private final StoredResponse stored = stored(head);

    @Test
    void isTheSameInEitherForm() {
      isAsItCame();
      byte[] lines = stored.lines();
      assertThat(new String(lines, ISO_8859_1))
          .isEqualTo(
              "etag: \"1\"\r\nwarning: a: b\r\nx-word: caf\u00e9\r\nx-etag: \"2\"\r\n"
                  + "warning: c\r\nx-empty: \r\n");
      isAsItCame();
      assertThat(stored.lines()).isSameAs(lines);
      assertThat(stored.tagged(List.of("a")).inSlices(7).head()).isEqualTo(head);
    }

    private void isAsItCame() {
      assertThat(stored.status()).isEqualTo(404);
      assertThat(stored.head()).isEqualTo(head);
      assertThat(stored.first("ETag")).isEqualTo("\"1\"");
      assertThat(stored.first("x-empty")).isEmpty();
      assertThat(stored.first("tag")).isNull();
      assertThat(stored.first("x-empty-and-more")).isNull();
      assertThat(stored.all("warning")).containsExactly("a: b", "c");
      assertThat(stored.all("absent")).isEmpty();
      assertThat(stored.namedFields()).map(Object::toString).isEqualTo(head.fields());
    }

    @Test
    void mayHaveNoFields() {
      assertThat(response.lines()).isEmpty();
      assertThat(response.first("etag")).isNull();
      assertThat(response.head().fields()).isEmpty();
    }

    @Test
    void hasNoLinesWhereAFieldWouldBeTwo() {
      StoredResponse split = stored(new ResponseHead(200, List.of("etag", "1\r\nset-cookie: a=b")));
      assertThatIllegalArgumentException().isThrownBy(split::lines);
    }

    private StoredResponse stored(ResponseHead of) {
      return new StoredResponse(
          of, Unpooled.EMPTY_BUFFER, "/a", Horizon.NONE, MADE, response.lifetime());
    }
  }
}
