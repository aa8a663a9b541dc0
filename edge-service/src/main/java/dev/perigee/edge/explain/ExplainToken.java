package dev.perigee.edge.explain;

import dev.perigee.edge.settings.ExplainSettings;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What operators show to have a request explained, in {@value #HEADER}. */
public final class ExplainToken {

  /** The request's header with the token, and the response's with the account. */
  public static final String HEADER = "perigee-explain";

  private final Optional<byte[]> token;

  public ExplainToken(ExplainSettings settings) {
    this.token = settings.token().map(ExplainToken::bytes);
  }

  /**
   * Takes the token out of a request's headers, so that nothing else sees it; true if it is the
   * right one. The time that this takes does not tell how much of a token is right.
   */
  public boolean takeFrom(MultiMap headers) {
    String shown = headers.get(HEADER);
    if (shown == null) {
      return false;
    }
    headers.remove(HEADER);
    return token.isPresent() && MessageDigest.isEqual(token.get(), bytes(shown));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
