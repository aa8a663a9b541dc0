package dev.perigee.router.dns;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.UnaryOperator;

/**
 * Questions over TCP, one behind the other, each with its length before it (RFC 7766, section 8).
 * Its next question waits until the answer before is on its way, so nothing piles up.
 */
final class TcpConnection {

  /** Questions are short; what is longer is none. */
  private static final int LONGEST_QUESTION = 4_096;

  private static final int LENGTH_BYTES = 2;

  private final NetSocket socket;
  private final UnaryOperator<Buffer> answers;
  private final RecordParser parser;
  private boolean inQuestion;

  /**
   * @param answers gives the answer to a question; empty for none, which ends the connection
   */
  TcpConnection(NetSocket socket, UnaryOperator<Buffer> answers) {
    this.socket = socket;
    this.answers = answers;
    this.parser = RecordParser.newFixed(LENGTH_BYTES, socket);
  }

  void serve() {
    parser.handler(this::received);
    parser.exceptionHandler(_ -> socket.close());
  }

  private void received(Buffer bytes) {
    if (inQuestion) {
      inQuestion = false;
      parser.fixedSizeMode(LENGTH_BYTES);
      answer(bytes);
      return;
    }
    int length = bytes.getUnsignedShort(0);
    if (length == 0 || length > LONGEST_QUESTION) {
      socket.close();
      return;
    }
    inQuestion = true;
    parser.fixedSizeMode(length);
  }

  private void answer(Buffer question) {
    Buffer answer = answers.apply(question);
    if (answer.length() == 0) {
      socket.close();
      return;
    }
    parser.pause();
    socket
        .write(Buffer.buffer().appendUnsignedShort(answer.length()).appendBuffer(answer))
        .onSuccess(_ -> parser.resume())
        .onFailure(_ -> socket.close());
  }
}
