package dev.perigee.origin.fetch;

import io.vertx.core.http.HttpClientRequest;

/** What follows a request's head to its origin. */
interface RequestBody {

  /** No body at all. */
  RequestBody NONE =
      new RequestBody() {
        @Override
        public Kind kind() {
          return Kind.NONE;
        }

        @Override
        public void send(HttpClientRequest outgoing, StallWatch watch) {
          outgoing.end();
        }
      };

  /** What it is. */
  enum Kind {
    /** Nothing: the request can be sent again. */
    NONE,
    /** Bytes that pass by once. */
    STREAM,
    /** The beginning of a WebSocket connection. */
    UPGRADE
  }

  Kind kind();

  /** Sends the request, whose headers are set, and the body after it. */
  void send(HttpClientRequest outgoing, StallWatch watch);
}
