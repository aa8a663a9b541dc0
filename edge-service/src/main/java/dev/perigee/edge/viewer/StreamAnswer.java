package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.BodySink;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.fill.SharedBody;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.range.RangeRequest;
import dev.perigee.httpcache.range.RangeRequest.Part;
import dev.perigee.httpcache.range.RangeRequest.Unsatisfiable;
import dev.perigee.httpcache.range.RangeRequest.Whole;
import dev.perigee.httpcache.validation.Preconditions;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Answers from a body that is still on its way. */
final class StreamAnswer {

  private final AnswerHeaders headers;

  StreamAnswer(AnswerHeaders headers) {
    this.headers = headers;
  }

  /** False where the body's beginning is gone already; nothing is written then. */
  boolean send(Exchange exchange, Streaming streaming, CacheResult result) {
    ViewerRequest request = exchange.request();
    if (request.http().response().closed()) {
      return true;
    }
    ResponseHead head = streaming.head();
    boolean whole200 = head.status() == 200;
    HttpServerResponse response = request.http().response();
    if (whole200 && Preconditions.notModified(request, head)) {
      headers.write(exchange, head, result);
      Partial.notModified(response);
      return true;
    }
    if (request.isHead()) {
      headers.write(exchange, head, result);
      response.end();
      return true;
    }
    RangeRequest range =
        whole200 && streaming.bodyBytes() >= 0
            ? Partial.asked(request, head, streaming.bodyBytes())
            : new Whole();
    return switch (range) {
      case Unsatisfiable _ -> {
        headers.write(exchange, head, result);
        Partial.unsatisfiable(response, streaming.bodyBytes());
        yield true;
      }
      case Part part -> stream(exchange, streaming, result, part.first(), part.length(), part);
      case Whole asked -> stream(exchange, streaming, result, 0, Long.MAX_VALUE, asked);
    };
  }

  private boolean stream(
      Exchange exchange,
      Streaming streaming,
      CacheResult result,
      long first,
      long length,
      RangeRequest range) {
    SharedBody.Reader reader = streaming.body().join(exchange.request().context(), first, length);
    if (reader == null) {
      return false;
    }
    headers.write(exchange, streaming.head(), result);
    HttpServerResponse response = exchange.response();
    if (range instanceof Part part) {
      Partial.part(response, part, streaming.bodyBytes());
    } else if (streaming.bodyBytes() < 0) {
      response.setChunked(true);
    }
    response.exceptionHandler(_ -> reader.leave());
    response.closeHandler(_ -> reader.leave());
    reader.start(new ResponseSink(exchange.request()));
    return true;
  }

  private record ResponseSink(ViewerRequest request) implements BodySink {

    private HttpServerResponse response() {
      return request.http().response();
    }

    @Override
    public boolean isFull() {
      return response().writeQueueFull();
    }

    @Override
    public void onDrain(Runnable callback) {
      response().drainHandler(_ -> callback.run());
    }

    @Override
    public void write(ByteBuf bytes) {
      response().write(Buffer.buffer(bytes)).onComplete(_ -> bytes.release());
    }

    @Override
    public void end() {
      response().end();
    }

    @Override
    public void abort() {
      request.breakOff();
    }
  }
}
