package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Batches of one path that reach invalidation-service at a rate, as config-service sends them once
 * it has checked their signatures: stored, published, applied and completed like any others.
 */
final class ArrivingBatches implements AutoCloseable {

  private static final int MOST_UNDER_WAY = 64;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int CREATED = 201;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI service;
  private final long intervalNanos;
  private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final long beganNanos = System.nanoTime();
  private final Thread thread;
  private volatile boolean closed;

  private ArrivingBatches(URI invalidationService, String distributionId, int aSecond) {
    this.service =
        invalidationService.resolve("/distributions/" + distributionId + "/invalidations");
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / aSecond;
    this.thread = Thread.ofPlatform().name("arriving").daemon().unstarted(this::run);
  }

  static ArrivingBatches start(URI invalidationService, String distributionId, int aSecond) {
    ArrivingBatches batches = new ArrivingBatches(invalidationService, distributionId, aSecond);
    batches.thread.start();
    return batches;
  }

  private void run() {
    try {
      for (long number = 0; !closed; number++) {
        long due = beganNanos + number * intervalNanos;
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        send(number);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(long number) throws IOException, InterruptedException {
    places.acquire();
    byte[] body =
        json.writeValueAsBytes(
            Map.of("callerReference", run + number, "paths", List.of("/arriving/" + run + number)));
    HttpRequest request =
        HttpRequest.newBuilder(service)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    client
        .sendAsync(request, BodyHandlers.discarding())
        .whenComplete((response, _) -> {
          places.release();
          count(response);
        });
  }

  private void count(HttpResponse<Void> response) {
    if (response != null && response.statusCode() == CREATED) {
      accepted.incrementAndGet();
    } else {
      refused.incrementAndGet();
    }
  }

  /** How many a second were accepted since the start. */
  double rate() {
    return accepted.get() * 1e9 / (System.nanoTime() - beganNanos);
  }

  long refused() {
    return refused.get();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join();
    client.close();
  }
}
