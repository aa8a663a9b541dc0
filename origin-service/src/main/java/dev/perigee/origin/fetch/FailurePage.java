package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;

/** What viewers read in the place of an origin's answer: nothing of the operator's network. */
final class FailurePage {

  private FailurePage() {}

  static String of(OriginFailure failure) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$d</title></head>
    <body><h1>%1$d</h1><p>%2$s</p></body>
    </html>
    """
        .formatted(failure.status(), sentence(failure));
  }

  private static String sentence(OriginFailure failure) {
    return switch (failure) {
      case OriginDnsError -> "The origin's name has no address.";
      case OriginConnectError, OriginAddressRefused -> "The origin could not be connected to.";
      case OriginCommError -> "The origin closed the connection before it answered.";
      case OriginReadTimeout -> "The origin did not answer in time.";
      case OriginInvalidResponseError -> "What the origin answered is not HTTP.";
      case OriginHeaderTooBigError -> "The headers of the origin's answer are too large.";
      case OriginPathRefused -> "The path has dot segments, which this origin is not asked for.";
      case OriginCredentialsMissing -> "The origin wants signed requests, which are not set up.";
      case OriginUnknown -> "The origin is not known here yet.";
      case OriginBusy -> "Too many requests to the origin are under way.";
    };
  }
}
