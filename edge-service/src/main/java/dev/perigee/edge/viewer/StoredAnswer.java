package dev.perigee.edge.viewer;

import dev.perigee.edge.connection.GivenBody;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.range.RangeRequest;
import dev.perigee.httpcache.range.RangeRequest.Part;
import dev.perigee.httpcache.range.RangeRequest.Unsatisfiable;
import dev.perigee.httpcache.range.RangeRequest.Whole;
import dev.perigee.httpcache.validation.Preconditions;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;

/** Answers from a complete stored response: whole, a part, or 304. */
final class StoredAnswer {

  /**
   * Where nobody is told, Netty takes the failure of one stream for the connection's, and closes
   * it.
   */
  private static final Handler<AsyncResult<Void>> UNHEEDED = _ -> {};

  private final AnswerHeaders headers;

  StoredAnswer(AnswerHeaders headers) {
    this.headers = headers;
  }

  /**
   * @param body given over: released once it is written
   */
  void send(Exchange exchange, StoredResponse stored, ByteBuf body, CacheResult result) {
    ViewerRequest request = exchange.request();
    HttpServerResponse response = exchange.response();
    if (response.closed()) {
      body.release();
      return;
    }
    boolean found = stored.status() == 200;
    boolean notModified = found && Preconditions.notModified(request, stored);
    RangeRequest range =
        found && !notModified ? Partial.asked(request, stored, stored.bodyBytes()) : new Whole();
    if (range instanceof Whole && !notModified) {
      headers.writeWhole(exchange, stored, result);
    } else {
      headers.write(exchange, stored, result);
    }
    response.putHeader(
        HttpHeaderNames.AGE, number(stored.age(System.currentTimeMillis()).toSeconds()));
    if (notModified) {
      body.release();
      Partial.notModified(response);
      return;
    }
    switch (range) {
      case Whole _ -> end(request, body, stored.bodyBytes());
      case Part part -> {
        Partial.part(response, part, stored.bodyBytes());
        ByteBuf slice = body.slice(body.readerIndex() + (int) part.first(), (int) part.length());
        end(request, slice, part.length());
      }
      case Unsatisfiable _ -> {
        body.release();
        Partial.unsatisfiable(response, stored.bodyBytes());
      }
    }
  }

  private static void end(ViewerRequest request, ByteBuf body, long bytes) {
    HttpServerResponse response = request.http().response();
    if (response.getStatusCode() != 204) {
      response.putHeader(HttpHeaderNames.CONTENT_LENGTH, number(bytes));
    }
    if (request.isHead() || bytes == 0) {
      body.release();
      response.end();
    } else {
      response.end(new GivenBody(body), request.isHttp2() ? UNHEEDED : null);
    }
  }

  private static AsciiString number(long value) {
    return new AsciiString(Long.toString(value));
  }
}
