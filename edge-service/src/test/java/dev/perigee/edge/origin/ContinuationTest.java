package dev.perigee.edge.origin;

import static dev.perigee.edge.origin.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.settings.Settings;
import dev.perigee.edge.store.Horizon;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies whose origin-service is gone before their end. */
class ContinuationTest {

  private static final String OBJECT = "abcdefghij";

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Queue<Consumer<HttpServerRequest>> scripts = new ConcurrentLinkedQueue<>();
  private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
  private OriginClient client;

  @BeforeEach
  void start() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              requests.add(request);
              scripts.remove().accept(request);
            });
    int port = await(server.listen(0, "127.0.0.1")).actualPort();
    client =
        new OriginClient(
            vertx,
            Settings.with(Map.of("perigee.edge.origin-services", "http://127.0.0.1:" + port)),
            meters);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void theRestComesFromAnotherInstance() throws Exception {
    scripts.add(request -> breakOff(whole(request, "one"), "abcd"));
    scripts.add(request -> rest(request, "two", 4, 9).response().end("efghij"));

    assertThat(await(read())).isEqualTo(OBJECT);

    MultiMap asked = requests.get(1).headers();
    assertThat(asked.get("range")).isEqualTo("bytes=4-9");
    assertThat(asked.get(OriginFetch.BROKEN_OFF_BY)).isEqualTo("one");
    assertThat(asked.get(OriginFetch.ORIGIN)).isEqualTo("f1");
    assertThat(asked.get("x-forwarded")).isEqualTo("as before");
    assertThat(asked.names()).doesNotContain("if-none-match", OriginFetch.SHARE);
    assertThat(continued()).isEqualTo(1);
  }

  @Test
  void aPartGoesOnWithinItsBounds() throws Exception {
    scripts.add(request -> breakOff(rest(request, "one", 2, 7), "cd"));
    scripts.add(request -> rest(request, "two", 4, 7).response().end("efgh"));

    assertThat(await(read())).isEqualTo("cdefgh");
    assertThat(requests.get(1).getHeader("range")).isEqualTo("bytes=4-7");
  }

  @Test
  void itGoesOnThreeTimes() throws Exception {
    scripts.add(request -> breakOff(whole(request, "one"), "ab"));
    scripts.add(request -> breakOff(rest(request, "two", 2, 9), "cd"));
    scripts.add(request -> breakOff(rest(request, "three", 4, 9), "ef"));
    scripts.add(request -> breakOff(rest(request, "four", 6, 9), "gh"));

    assertBroken();
    assertThat(requests)
        .extracting(request -> request.getHeader(OriginFetch.BROKEN_OFF_BY))
        .containsExactly(null, "one", "two", "three");
  }

  @Test
  void aReaderThatHasPausedGetsTheRestOnceItResumes() throws Exception {
    Promise<Void> paused = Promise.promise();
    scripts.add(request -> {
      whole(request, "one").response().write("abcd");
      paused.future().onSuccess(_ -> request.connection().close());
    });
    scripts.add(request -> rest(request, "two", 4, 9).response().end("efghij"));

    Future<String> body =
        read((reply, _) -> {
          if (paused.tryComplete()) {
            reply.stream().pause();
            vertx.setTimer(200, _ -> reply.stream().resume());
          }
        });
    assertThat(await(body)).isEqualTo(OBJECT);
  }

  @Test
  void aReplyThatIsCancelledMeanwhileTakesNothingOfTheRest() throws Exception {
    Promise<Void> closed = Promise.promise();
    Promise<Runnable> cancel = Promise.promise();
    scripts.add(request -> breakOff(whole(request, "one"), "abcd"));
    scripts.add(request -> {
      request.connection().closeHandler(_ -> closed.complete());
      cancel
          .future()
          .onSuccess(action -> {
            action.run();
            rest(request, "two", 4, 9).response().write("ef");
          });
    });

    read((reply, _) -> {
      Context own = vertx.getOrCreateContext();
      cancel.tryComplete(() -> own.runOnContext(_ -> reply.cancel()));
    });
    await(closed.future());
    assertThat(requests).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "etag, W/\"1\"",
    "etag,",
    "accept-ranges, none",
    "accept-ranges,",
    "perigee-instance,",
    "content-length,"
  })
  void nothingMoreIsAskedForWhereTheRestCouldNotBeKnown(String header, @Nullable String value)
      throws Exception {
    scripts.add(request -> {
      HttpServerRequest begun = whole(request, "one");
      begun.response().headers().remove(header);
      if (value != null) {
        begun.response().putHeader(header, value);
      }
      begun.response().setChunked(!begun.response().headers().contains("content-length"));
      breakOff(begun, "abcd");
    });

    assertBroken();
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, etag, \"1\"",
    "409, etag, \"1\"",
    "206, etag, \"2\"",
    "206, etag, W/\"1\"",
    "206, content-range, bytes 0-9/10",
    "206, content-range, bytes 4-9/11",
    "206, content-length, 7",
    "206, perigee-instance,"
  })
  void whatIsNotTheRestIsNotTaken(int status, String header, @Nullable String value)
      throws Exception {
    scripts.add(request -> breakOff(whole(request, "one"), "abcd"));
    scripts.add(request -> {
      rest(request, "two", 4, 9).response().setStatusCode(status).headers().remove(header);
      if (value != null) {
        request.response().putHeader(header, value);
      }
      request.response().end("efghij");
    });

    assertBroken();
    assertThat(requests).hasSize(2);
    assertThat(continued()).isZero();
  }

  @Test
  void whoBeginsToReadABrokenBodyIsToldSo() throws Exception {
    scripts.add(request -> {
      whole(request, "one").response().headers().remove("etag");
      breakOff(request, "abcd");
    });

    Promise<Void> told = Promise.promise();
    vertx.runOnContext(_ ->
        client
            .send(call())
            .onSuccess(reply ->
                reply.stream()
                    .end()
                    .onFailure(_ -> reply.stream().exceptionHandler(_ -> told.complete()))));
    await(told.future());
  }

  private double continued() {
    return meters.get("perigee.edge.origin.bodies.continued").counter().count();
  }

  private void assertBroken() {
    assertThatThrownBy(() -> await(read())).isInstanceOf(ExecutionException.class);
  }

  private static HttpServerRequest whole(HttpServerRequest request, String instance) {
    described(request, instance)
        .putHeader("accept-ranges", "bytes")
        .putHeader("content-length", Integer.toString(OBJECT.length()));
    return request;
  }

  private static HttpServerRequest rest(
      HttpServerRequest request, String instance, int first, int last) {
    described(request, instance)
        .setStatusCode(206)
        .putHeader("content-range", "bytes %d-%d/%d".formatted(first, last, OBJECT.length()))
        .putHeader("content-length", Integer.toString(last - first + 1));
    return request;
  }

  private static HttpServerResponse described(HttpServerRequest request, String instance) {
    return request.response().putHeader("etag", "\"1\"").putHeader(OriginFetch.INSTANCE, instance);
  }

  private static void breakOff(HttpServerRequest request, String part) {
    request.response().write(part).onComplete(_ -> request.connection().close());
  }

  private Future<String> read() {
    return read((_, _) -> {});
  }

  private Future<String> read(BiConsumer<OriginReply, Buffer> onPart) {
    Promise<String> body = Promise.promise();
    vertx.runOnContext(_ ->
        client
            .send(call())
            .onSuccess(reply -> {
              Buffer all = Buffer.buffer();
              reply.stream()
                  .handler(part -> {
                    all.appendBuffer(part);
                    onPart.accept(reply, part);
                  })
                  .endHandler(_ -> body.complete(all.toString()))
                  .exceptionHandler(body::fail)
                  .resume();
            })
            .onFailure(body::fail));
    return body.future();
  }

  private static OriginCall call() {
    return new OriginCall(
        "object",
        null,
        HttpMethod.GET,
        "/",
        MultiMap.caseInsensitiveMultiMap()
            .set(OriginFetch.ORIGIN, "f1")
            .set(OriginFetch.SHARE, "object")
            .set("if-none-match", "\"0\"")
            .set("x-forwarded", "as before"),
        null,
        -1,
        Horizon.NONE);
  }
}
