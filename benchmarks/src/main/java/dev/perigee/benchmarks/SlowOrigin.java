package dev.perigee.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An origin that takes its time for each answer, and counts how many it gives at once. */
final class SlowOrigin implements AutoCloseable {

  private static final byte[] BODY = new byte[256];

  private final ThreadedServer server;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final AtomicLong answers = new AtomicLong();
  private volatile Duration delay = Duration.ZERO;

  private SlowOrigin() throws IOException {
    server = ThreadedServer.start(this::answer);
  }

  /** Starts one that takes no time yet. */
  static SlowOrigin start() throws IOException {
    return new SlowOrigin();
  }

  private void answer(HttpExchange exchange) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      work();
      exchange.getResponseHeaders().set("Cache-Control", "max-age=86400");
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    } finally {
      answers.incrementAndGet();
    }
  }

  /** Over before the answer is sent: whoever has it may ask for the next before this goes on. */
  private void work() {
    try {
      TimeUnit.NANOSECONDS.sleep(delay.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Forgets what it has counted, and takes so long for each answer from now on. */
  void takes(Duration answerTime) {
    delay = answerTime;
    mostUnderWay.set(0);
    answers.set(0);
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  long answers() {
    return answers.get();
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
