package dev.perigee.images;

/** An image cannot be built: for people to read. */
final class ImageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
