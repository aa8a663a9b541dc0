package dev.perigee.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A client of the API that takes parameters and gives results as AWS's clients print them. */
interface ApiClient extends AutoCloseable {

  /**
   * Calls an operation.
   *
   * @param parameters by the service model's member names; text where the model says bytes
   * @throws RefusedException where the service refuses
   */
  JsonNode call(String operation, ObjectNode parameters) throws RefusedException;

  @Override
  void close();

  /** What the service refused. */
  final class RefusedException extends Exception {

    /** What a client says of an operation that it is too old for. */
    static final String NOT_IN_MODEL = "NotInModel";

    private final String code;

    RefusedException(String code, String message) {
      super(code + ": " + message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
