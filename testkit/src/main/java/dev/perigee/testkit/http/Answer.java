package dev.perigee.testkit.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an origin does with one request. Immutable: each method returns an answer that differs in
 * one point.
 *
 * @param delay before the first byte
 * @param pause where in the body to wait, if at all
 * @param ending how the answer ends
 */
public record Answer(
    int status,
    List<Head.Field> fields,
    Content content,
    Framing framing,
    Duration delay,
    Optional<Pause> pause,
    Ending ending) {

  /** How the end of the body is marked. */
  public enum Framing {
    LENGTH,
    CHUNKED,
    END_OF_CONNECTION
  }

  /** A stop on the way. */
  public record Pause(long atByte, Gate gate) {}

  /** How the answer ends. */
  public sealed interface Ending {
    /** As HTTP wants it. */
    record Complete() implements Ending {}

    /** The connection is closed in the body, after that many bytes of it. */
    record Truncated(long afterByte) implements Ending {}

    /** The connection is reset in the body, after that many bytes of it. */
    record Reset(long afterByte) implements Ending {}
  }

  public Answer {
    fields = List.copyOf(fields);
  }

  public static Answer of(int status, Content content) {
    return new Answer(
        status,
        List.of(),
        content,
        Framing.LENGTH,
        Duration.ZERO,
        Optional.empty(),
        new Ending.Complete());
  }

  public static Answer ok(Content content) {
    return of(200, content);
  }

  public static Answer ok(String text) {
    return ok(Content.of(text));
  }

  public static Answer empty(int status) {
    return of(status, Content.of());
  }

  /** With one more header field. */
  public Answer header(String name, String value) {
    List<Head.Field> more = new ArrayList<>(fields);
    more.add(new Head.Field(name, value));
    return new Answer(status, more, content, framing, delay, pause, ending);
  }

  public Answer framedBy(Framing other) {
    return new Answer(status, fields, content, other, delay, pause, ending);
  }

  public Answer after(Duration wait) {
    return new Answer(status, fields, content, framing, wait, pause, ending);
  }

  /** Sends the head and that many bytes of the body, then waits at the gate. */
  public Answer pausingAt(long byteOfBody, Gate gate) {
    return new Answer(
        status, fields, content, framing, delay, Optional.of(new Pause(byteOfBody, gate)), ending);
  }

  public Answer truncatedAfter(long bytesOfBody) {
    return endingWith(new Ending.Truncated(bytesOfBody));
  }

  public Answer resetAfter(long bytesOfBody) {
    return endingWith(new Ending.Reset(bytesOfBody));
  }

  private Answer endingWith(Ending other) {
    return new Answer(status, fields, content, framing, delay, pause, other);
  }
}
