package dev.perigee.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Sends one answer on a connection, with all that its script wants. */
final class AnswerWriter {

  private static final int CHUNK = 1 << 16;

  private final Socket connection;
  private final OutputStream out;
  private final OutputStream body;

  /**
   * @param bodyBytes counts the bytes of bodies as they are sent
   */
  AnswerWriter(Socket connection, OutputStream out, LongConsumer bodyBytes) {
    this.connection = connection;
    this.out = out;
    this.body = new CountedStream(out, bodyBytes);
  }

  /** Returns whether the connection can carry another request. */
  boolean write(Received request, Answer answer) throws IOException, InterruptedException {
    if (answer.delay().isPositive()) {
      Thread.sleep(answer.delay());
    }
    boolean hasBody =
        !request.method().equals("HEAD") && answer.status() != 304 && answer.status() != 204;
    out.write(head(answer).toBytes());
    if (hasBody && !writeBody(answer)) {
      return false;
    }
    out.flush();
    return answer.framing() != Answer.Framing.END_OF_CONNECTION
        && request.head().first("Connection").filter("close"::equalsIgnoreCase).isEmpty();
  }

  private static Head head(Answer answer) {
    List<Head.Field> fields = new ArrayList<>(answer.fields());
    switch (answer.framing()) {
      case LENGTH -> {
        if (answer.status() != 304 && answer.status() != 204) {
          fields.add(new Head.Field("Content-Length", Long.toString(answer.content().length())));
        }
      }
      case CHUNKED -> fields.add(new Head.Field("Transfer-Encoding", "chunked"));
      case END_OF_CONNECTION -> fields.add(new Head.Field("Connection", "close"));
    }
    return new Head("HTTP/1.1 " + answer.status() + " Scripted", fields);
  }

  private boolean writeBody(Answer answer) throws IOException, InterruptedException {
    long end =
        switch (answer.ending()) {
          case Answer.Ending.Complete complete -> answer.content().length();
          case Answer.Ending.Truncated truncated -> truncated.afterByte();
          case Answer.Ending.Reset reset -> reset.afterByte();
        };
    long pauseAt = answer.pause().map(Answer.Pause::atByte).orElse(end);
    writeBytes(answer, 0, Math.min(pauseAt, end));
    if (answer.pause().isPresent()) {
      out.flush();
      answer.pause().get().gate().pass();
      writeBytes(answer, pauseAt, end);
    }
    return switch (answer.ending()) {
      case Answer.Ending.Complete complete -> {
        if (answer.framing() == Answer.Framing.CHUNKED) {
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        yield true;
      }
      case Answer.Ending.Truncated truncated -> {
        out.flush();
        yield false;
      }
      case Answer.Ending.Reset reset -> {
        out.flush();
        // A linger time of zero turns the coming close into a reset.
        connection.setSoLinger(true, 0);
        yield false;
      }
    };
  }

  private void writeBytes(Answer answer, long from, long to) throws IOException {
    if (answer.framing() != Answer.Framing.CHUNKED) {
      answer.content().write(body, from, to);
      return;
    }
    for (long position = from; position < to; ) {
      long next = Math.min(to, position + CHUNK);
      out.write((Long.toHexString(next - position) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      answer.content().write(body, position, next);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      position = next;
    }
  }
}
