package dev.perigee.edge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerEncoderTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();

  ViewerEncoderTest() {
    channel.pipeline().addLast(new ViewerEncoder(new Activity(channel)));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aSmallAnswerIsOneBuffer() {
    ByteBuf body = Unpooled.copiedBuffer("hello", ISO_8859_1);
    channel.writeOutbound(answer(HttpResponseStatus.OK, headers("content-length", "5"), body));
    assertThat(written()).isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
    assertThat(channel.<ByteBuf>readOutbound()).isNull();
    assertThat(body.refCnt()).isZero();
  }

  @Test
  void aLargeBodyFollowsItsHeadUncopied() {
    ByteBuf body = Unpooled.directBuffer(1 << 20).writeZero(1 << 20);
    channel.writeOutbound(answer(HttpResponseStatus.OK, headers("age", "1"), body));
    assertThat(written()).isEqualTo("HTTP/1.1 200 OK\r\nage: 1\r\n\r\n");
    ByteBuf second = channel.readOutbound();
    assertThat(second.memoryAddress()).isEqualTo(body.memoryAddress());
    assertThat(second.refCnt()).isOne();
    second.release();
  }

  @Test
  void aBlockStandsWhereItWasPutAmongTheFields() {
    HeadersMultiMap headers = headers("set-cookie", "a=b");
    headers.add(
        HeaderBlock.NAME, new HeaderBlock("etag: \"1\"\r\n".getBytes(ISO_8859_1), "via: x\r\n"));
    headers.add("age", "7");
    channel.writeOutbound(answer(HttpResponseStatus.OK, headers, Unpooled.EMPTY_BUFFER));
    assertThat(written())
        .isEqualTo("HTTP/1.1 200 OK\r\nset-cookie: a=b\r\netag: \"1\"\r\nvia: x\r\nage: 7\r\n\r\n");
  }

  @Test
  void anAnswerThatCanHaveNoBodySaysNoLength() {
    HeadersMultiMap headers = headers("content-length", "0");
    headers.add(HeaderBlock.NAME, new HeaderBlock(new byte[0], "via: x\r\n"));
    channel.writeOutbound(answer(HttpResponseStatus.NO_CONTENT, headers, Unpooled.EMPTY_BUFFER));
    assertThat(written()).isEqualTo("HTTP/1.1 204 No Content\r\nvia: x\r\n\r\n");
  }

  @Test
  void othersHeadersAreEncodedAsBefore() {
    HttpHeaders headers = new DefaultHttpHeaders().add("a", "b");
    channel.writeOutbound(answer(HttpResponseStatus.CONTINUE, headers, Unpooled.EMPTY_BUFFER));
    assertThat(written()).isEqualTo("HTTP/1.1 100 Continue\r\na: b\r\n\r\n");
  }

  @Test
  void aBodyIsLetGoOfWhereTheConnectionIsClosed() {
    channel.close();
    ByteBuf small = Unpooled.copiedBuffer("hello", ISO_8859_1);
    ByteBuf large = Unpooled.directBuffer(1 << 20).writeZero(1 << 20);
    channel.write(answer(HttpResponseStatus.OK, headers("age", "1"), small));
    channel.write(answer(HttpResponseStatus.OK, headers("age", "1"), large));
    assertThat(small.refCnt()).isZero();
    assertThat(large.refCnt()).isZero();
  }

  private static HeadersMultiMap headers(String name, String value) {
    return HeadersMultiMap.httpHeaders().add(name, value);
  }

  private static FullHttpResponse answer(
      HttpResponseStatus status, HttpHeaders headers, ByteBuf body) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, status, body, headers, new DefaultHttpHeaders());
  }

  private String written() {
    ByteBuf first = channel.readOutbound();
    String text = first.toString(ISO_8859_1);
    first.release();
    return text;
  }
}
