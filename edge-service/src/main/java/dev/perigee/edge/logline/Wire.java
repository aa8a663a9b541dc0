package dev.perigee.edge.logline;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * How many bytes messages take in the form of HTTP/1.1, heads included; the framing of chunks and
 * the compression of HTTP/2 heads are left out of account.
 */
public final class Wire {

  /** Around method, target and version, around version, status and phrase. */
  private static final int REQUEST_LINE = "  HTTP/1.1\r\n".length();

  private static final int STATUS_LINE = "HTTP/1.1 000 \r\n".length();
  private static final int FIELD = ": \r\n".length();
  private static final int END = "\r\n".length();

  private Wire() {}

  /** Bytes of a request, as far as its body was read. */
  public static long bytes(HttpServerRequest request) {
    return request.method().name().length()
        + request.uri().length()
        + REQUEST_LINE
        + fields(request.headers())
        + request.bytesRead();
  }

  /** Bytes of a response, as far as it was written. */
  public static long bytes(HttpServerResponse response) {
    if (!response.headWritten()) {
      return 0;
    }
    return STATUS_LINE
        + response.getStatusMessage().length()
        + fields(response.headers())
        + response.bytesWritten();
  }

  private static long fields(MultiMap headers) {
    long[] sum = {END};
    headers.forEach((name, value) -> sum[0] += name.length() + value.length() + FIELD);
    return sum[0];
  }
}
