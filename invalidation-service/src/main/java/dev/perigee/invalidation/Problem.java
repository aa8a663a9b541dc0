package dev.perigee.invalidation;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Why a request was not done.
 *
 * @param message for people: the value and what was expected
 */
record Problem(String message) {

  static Response of(int status, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new Problem(message))
        .build();
  }
}
