package dev.perigee.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Reads bodies by the framing that their head names. */
final class Bodies {

  private static final int BUFFER = 1 << 16;
  private static final int HEXADECIMAL = 16;

  private Bodies() {}

  static byte[] ofRequest(Head head, InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (head.isChunked()) {
      copyChunks(in, body);
    } else {
      copy(in, body, head.contentLength().orElse(0));
    }
    return body.toByteArray();
  }

  /** Copies the body of a response that has one. */
  static void copyResponse(Head head, InputStream in, OutputStream out) throws IOException {
    OptionalLong length = head.contentLength();
    if (head.isChunked()) {
      copyChunks(in, out);
    } else if (length.isPresent()) {
      copy(in, out, length.getAsLong());
    } else {
      in.transferTo(out);
    }
  }

  private static void copyChunks(InputStream in, OutputStream out) throws IOException {
    while (true) {
      String size = line(in);
      int extension = size.indexOf(';');
      long count =
          Long.parseLong(
              (extension < 0 ? size : size.substring(0, extension)).strip(), HEXADECIMAL);
      if (count == 0) {
        break;
      }
      copy(in, out, count);
      if (!line(in).isEmpty()) {
        throw new IOException("a chunk does not end where it should");
      }
    }
    while (!line(in).isEmpty()) {
      // Trailers are of no interest here.
    }
  }

  private static String line(InputStream in) throws IOException {
    return Head.readLine(in).orElseThrow(() -> new EOFException("the body is cut short"));
  }

  private static void copy(InputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
      if (read < 0) {
        throw new EOFException("the body is cut short, " + left + " bytes before its end");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
