package dev.perigee.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A response as a client received it, with all of its body. */
public record Reply(int status, Head head, byte[] body) {

  public Optional<String> header(String name) {
    return head.first(name);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return head.startLine() + " " + head.fields() + " with " + body.length + " bytes";
  }
}
