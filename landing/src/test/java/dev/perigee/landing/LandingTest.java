package dev.perigee.landing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LandingTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

  private final Landing landing = new Landing();
  private final EmbeddedChannel connection = new EmbeddedChannel(new HttpClientCodec(), landing);
  private Object request = new Object();
  private final ByteBuf room = Unpooled.directBuffer(10, 10).writeZero(10);

  @AfterEach
  void nothingIsHeld() {
    connection.close();
    assertThat(room.refCnt()).isEqualTo(1);
    assertThat(room.release()).isTrue();
  }

  @Test
  void whatStillComesLandsAtItsOffset() {
    ask();
    come(HEAD + "abc");
    assertThat(landing.begin(request, room)).isEqualTo(3);
    come("defg");
    come("hij");
    assertThat(room.toString(3, 7, US_ASCII)).isEqualTo("defghij");
    assertThat(body()).isEqualTo("abcdefghij");
    assertThat(room.refCnt()).isEqualTo(1);
  }

  @Test
  void whatWasReadIsLetGoOf() {
    ask();
    come(HEAD);
    landing.begin(request, room);
    ByteBuf read =
        PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes("abcdefghij".getBytes(US_ASCII));
    connection.writeInbound(read);
    assertThat(read.refCnt()).isZero();
    assertThat(body()).isEqualTo("abcdefghij");
  }

  @Test
  void theNextResponseDoesNotLandThere() {
    ask();
    come(HEAD);
    landing.begin(request, room);
    come("abcdefghij");
    ask();
    come(HEAD + "0123456789");
    assertThat(room.toString(0, 10, US_ASCII)).isEqualTo("abcdefghij");
    assertThat(body()).isEqualTo("abcdefghij0123456789");
  }

  @Test
  void aResponseThatHasComeWholeTakesNothingOfTheNext() {
    ask();
    Object first = request;
    come(HEAD + "abcdefghij");
    assertThat(landing.begin(first, room)).isEqualTo(Long.MAX_VALUE);
    ask();
    come(HEAD + "01234");
    assertThat(landing.begin(first, room)).isEqualTo(Long.MAX_VALUE);
    come("56789");
    assertThat(room.toString(0, 10, US_ASCII)).isEqualTo("\0".repeat(10));
    assertThat(body()).isEqualTo("abcdefghij0123456789");
  }

  @Test
  void anInterimResponseIsNotTheEnd() {
    ask();
    come("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + HEAD);
    assertThat(landing.begin(request, room)).isZero();
    come("abcdefghij");
    assertThat(room.toString(0, 10, US_ASCII)).isEqualTo("abcdefghij");
    assertThat(body()).isEqualTo("abcdefghij");
  }

  @Test
  void theRoomIsLeftWhenTheConnectionEndsInMidBody() {
    ask();
    come(HEAD);
    landing.begin(request, room);
    come("abc");
    assertThat(room.refCnt()).isEqualTo(2);
    connection.close();
    assertThat(room.refCnt()).isEqualTo(1);
  }

  @Test
  void whatOutgrowsTheRoomGoesBy() {
    ask();
    come("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
    landing.begin(request, room);
    come("abcdefgh");
    come("ijkl");
    assertThat(room.toString(0, 8, US_ASCII)).isEqualTo("abcdefgh");
    assertThat(body()).isEqualTo("abcdefghijkl");
  }

  private void ask() {
    request = new Object();
    landing.await(request);
    connection.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    connection.releaseOutbound();
  }

  private void come(String bytes) {
    connection.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
  }

  private String body() {
    StringBuilder body = new StringBuilder();
    for (Object message = connection.readInbound();
        message != null;
        message = connection.readInbound()) {
      if (message instanceof HttpContent content) {
        body.append(content.content().toString(US_ASCII));
      }
    }
    return body.toString();
  }
}
