package dev.perigee.edge.origin;

import static dev.perigee.edge.origin.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.settings.Settings;
import dev.perigee.edge.store.Horizon;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests to two instances of which the one that is asked first closes its connections. */
class OriginClientTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void anotherInstanceIsAskedWhereOneClosesTheConnectionWithoutAnAnswer() throws Exception {
    assertThat(await(client().send(call(HttpMethod.GET))).head().status()).isEqualTo(200);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatMayHaveChangedSomethingIsNotRepeated() throws Exception {
    OriginClient client = client();
    assertThatThrownBy(() -> await(client.send(call(HttpMethod.POST))))
        .hasCauseInstanceOf(HttpClosedException.class);
    assertThat(asked).hasValue(1);
  }

  private OriginClient client() throws Exception {
    return new OriginClient(
        vertx,
        Settings.with(
            Map.of(
                "perigee.edge.origin-services",
                "http://127.0.0.1:%d,http://127.0.0.1:%d".formatted(instance(), instance()))),
        new SimpleMeterRegistry());
  }

  private int instance() throws Exception {
    Handler<HttpServerRequest> handler =
        request -> {
          if (asked.incrementAndGet() == 1) {
            request.connection().close();
          } else {
            request.response().end();
          }
        };
    HttpServer server = vertx.createHttpServer().requestHandler(handler);
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  private static OriginCall call(HttpMethod method) {
    return new OriginCall(
        "object",
        null,
        method,
        "/",
        MultiMap.caseInsensitiveMultiMap().set(OriginFetch.ORIGIN, "f1"),
        null,
        -1,
        Horizon.NONE);
  }
}
