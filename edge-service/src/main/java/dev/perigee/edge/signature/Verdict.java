package dev.perigee.edge.signature;

import dev.perigee.edge.request.ViewerRequest;

/** Whether a request is signed as its behaviour wants. */
public sealed interface Verdict {

  /**
   * It is.
   *
   * @param request without the parameters and cookies that signed it: neither the key nor the
   *     origin sees them
   */
  record Signed(ViewerRequest request) implements Verdict {}

  /** It is not. */
  record Refused(SignatureError error) implements Verdict {}
}
