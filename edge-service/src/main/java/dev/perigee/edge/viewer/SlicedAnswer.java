package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.Fills;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.range.RangeRequest;
import dev.perigee.httpcache.range.RangeRequest.Part;
import dev.perigee.httpcache.range.RangeRequest.Unsatisfiable;
import dev.perigee.httpcache.range.RangeRequest.Whole;
import dev.perigee.httpcache.validation.Preconditions;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** Answers from an object that lies in slices: whole, a part, or 304. */
final class SlicedAnswer {

  private final AnswerHeaders headers;
  private final Lookups lookups;
  private final Fills fills;
  private final long sliceBytes;

  /**
   * @param sliceBytes size of every slice but an object's last
   */
  SlicedAnswer(AnswerHeaders headers, Lookups lookups, Fills fills, long sliceBytes) {
    this.headers = headers;
    this.lookups = lookups;
    this.fills = fills;
    this.sliceBytes = sliceBytes;
  }

  /**
   * @param known the object's head
   * @param result how the cache took part, if its first slice is at hand
   * @param otherwise answers the viewer in another way where there is no slice to begin with
   */
  void send(
      Exchange exchange,
      CachePlan.Cached cached,
      StoredResponse known,
      CacheResult result,
      Consumer<SliceRun.Failure> otherwise) {
    ViewerRequest request = exchange.request();
    long total = known.slicedBytes();
    if (Preconditions.notModified(request, known)) {
      write(exchange, known, result);
      Partial.notModified(exchange.response());
      return;
    }
    switch (Partial.asked(request, known, total)) {
      case Unsatisfiable _ -> {
        write(exchange, known, result);
        Partial.unsatisfiable(exchange.response(), total);
      }
      case Whole whole ->
          run(exchange, cached, known, whole, new Part(0, total - 1), otherwise).start(result);
      case Part part -> run(exchange, cached, known, part, part, otherwise).start(result);
    }
  }

  private SliceRun run(
      Exchange exchange,
      CachePlan.Cached cached,
      StoredResponse known,
      RangeRequest asked,
      Part part,
      Consumer<SliceRun.Failure> otherwise) {
    SliceRun.Head head =
        result -> {
          write(exchange, known, result);
          describe(exchange.response(), asked, known.slicedBytes());
        };
    return new SliceRun(exchange, cached, known, part, sliceBytes, lookups, fills, head, otherwise);
  }

  private void write(Exchange exchange, StoredResponse known, CacheResult result) {
    headers.write(exchange, known, result);
    String age = Long.toString(known.age(System.currentTimeMillis()).toSeconds());
    exchange.response().putHeader("age", age);
  }

  private static void describe(HttpServerResponse response, RangeRequest asked, long total) {
    if (asked instanceof Part part) {
      Partial.part(response, part, total);
    } else {
      response.putHeader("content-length", Long.toString(total));
    }
  }
}
