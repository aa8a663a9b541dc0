package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies of which only a small part is ever held. */
class StreamingIT {

  private static final int PART_BYTES = 64 * 1024;
  private static final long BODY_BYTES = 512L * 1024 * 1024;

  /** Both kernels' buffers of two loopback connections, and what we hold ourselves. */
  private static final long MOST_AHEAD_BYTES = 32L * 1024 * 1024;

  private final byte[] part = new byte[PART_BYTES];
  private RunningListener service;

  @BeforeEach
  void start() throws Exception {
    new Random(7).nextBytes(part);
    service = RunningListener.start();
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  @Test
  void aResponseIsReadNoFasterThanItIsTaken() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n");
              for (long left = BODY_BYTES; left > 0; left -= PART_BYTES) {
                connection.send(part);
                sent.addAndGet(PART_BYTES);
              }
              connection.awaitClose();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("GET", "/");
      edge.head();
      assertThat(whenItStandsStill(sent)).isLessThan(MOST_AHEAD_BYTES);
      String digest = digest(edge.in(), BODY_BYTES);

      assertThat(digest).isEqualTo(digestOfBody());
    }
  }

  @Test
  void aRequestIsReadNoFasterThanTheOriginTakesIt() throws Exception {
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    CompletableFuture<String> digest = new CompletableFuture<>();
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.head();
              goOn.join();
              digest.complete(digest(connection.in(), BODY_BYTES));
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              connection.awaitClose();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("PUT", "/", "Content-Length: " + BODY_BYTES);
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (long left = BODY_BYTES; left > 0; left -= PART_BYTES) {
                    edge.send(part);
                    sent.addAndGet(PART_BYTES);
                  }
                } catch (IOException e) {
                  digest.completeExceptionally(e);
                }
              });
      assertThat(whenItStandsStill(sent)).isLessThan(MOST_AHEAD_BYTES);
      goOn.complete(null);

      assertThat(edge.response().text()).isEqualTo("ok");
      assertThat(digest.get(30, TimeUnit.SECONDS)).isEqualTo(digestOfBody());
      sender.join();
    }
  }

  /** The counter's value once it has not moved for a while. */
  private static long whenItStandsStill(AtomicLong counter) throws InterruptedException {
    long before = -1;
    long now = counter.get();
    while (now != before || now == 0) {
      TimeUnit.MILLISECONDS.sleep(300);
      before = now;
      now = counter.get();
    }
    return now;
  }

  private static String digest(InputStream in, long length) throws IOException {
    DigestInputStream digesting = new DigestInputStream(in, sha256());
    byte[] buffer = new byte[PART_BYTES];
    for (long left = length; left > 0; ) {
      int read = digesting.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException(left + " bytes are missing");
      }
      left -= read;
    }
    return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
  }

  private String digestOfBody() {
    MessageDigest digest = sha256();
    for (long left = BODY_BYTES; left > 0; left -= PART_BYTES) {
      digest.update(part);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
