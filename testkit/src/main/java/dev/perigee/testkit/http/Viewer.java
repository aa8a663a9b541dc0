package dev.perigee.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A viewer of one distribution at one edge: it connects to the edge and names the distribution in
 * the Host header, as no other client lets a test do. Each request has a connection of its own.
 *
 * @param edge the edge's URL
 * @param host the distribution's domain name
 */
public record Viewer(String edge, String host) {

  public Reply get(String target, String... fields) throws IOException {
    return request("GET", target, fields);
  }

  public Reply head(String target, String... fields) throws IOException {
    return request("HEAD", target, fields);
  }

  /**
   * Sends a request without a body.
   *
   * @param fields whole lines, {@code Name: value}
   */
  public Reply request(String method, String target, String... fields) throws IOException {
    try (RawConnection connection = RawConnection.open(edge)) {
      connection.send(requestText(method, target, List.of(fields)));
      return connection.readReply(method);
    }
  }

  /** Sends a GET request and copies the body, which need not fit into memory. */
  public Head download(String target, OutputStream body) throws IOException {
    try (RawConnection connection = RawConnection.open(edge)) {
      connection.send(requestText("GET", target, List.of()));
      return connection.readReply("GET", body);
    }
  }

  private String requestText(String method, String target, List<String> fields) {
    StringBuilder text =
        new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(host).append("\r\n");
    text.append("User-Agent: perigee-testkit\r\n");
    fields.forEach(field -> text.append(field).append("\r\n"));
    return text.append("Connection: close\r\n\r\n").toString();
  }
}
