package dev.perigee.origin.endpoint;

import dev.perigee.contracts.Origin;

/** The AWS services whose requests are signed, each with what it wants to be different. */
enum SigningService {
  /** Signs a path as it is sent, and leaves out the body. */
  S3("s3"),
  /** As AWS has it for every service but S3: the path is encoded once more, a body counts. */
  MEDIA_PACKAGE("mediapackagev2");

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final String word;

  SigningService(String word) {
    this.word = word;
  }

  static SigningService of(Origin.Kind signed) {
    return switch (signed) {
      case S3 -> S3;
      case MEDIA_PACKAGE -> MEDIA_PACKAGE;
      case HTTP -> throw new IllegalArgumentException("HTTP: requests are not signed");
    };
  }

  /** Its name in a signature's scope. */
  String word() {
    return word;
  }

  String path(SignedTarget target) {
    return switch (this) {
      case S3 -> target.path();
      case MEDIA_PACKAGE -> target.pathEncodedTwice();
    };
  }

  /** What a signature says of the body. One that streams through has no digest before its end. */
  String payload(boolean hasBody) {
    return this == S3 || hasBody ? UNSIGNED : OF_NOTHING;
  }
}
