package dev.perigee.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.e2e.api.ApiClient.RefusedException;
import java.util.Set;
import java.util.TreeSet;

/** What one client does, call after call. Remembers which operations there were. */
final class Story {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ApiClient client;
  private final Set<String> done = new TreeSet<>();
  private final Set<String> unknown = new TreeSet<>();

  Story(ApiClient client) {
    this.client = client;
  }

  /** Operations that the service has carried out. */
  Set<String> done() {
    return done;
  }

  /** Operations that the client is too old for. */
  Set<String> unknown() {
    return unknown;
  }

  /**
   * Calls an operation that is to succeed.
   *
   * @param parameters JSON with {@code %s} for the values
   */
  JsonNode call(String operation, String parameters, Object... values) {
    try {
      JsonNode result = client.call(operation, json(parameters, values));
      done.add(operation);
      return result;
    } catch (RefusedException e) {
      if (e.code().equals(RefusedException.NOT_IN_MODEL)) {
        unknown.add(operation);
        return JSON.createObjectNode();
      }
      return fail(operation + " " + parameters.formatted(values), e);
    }
  }

  /** Calls an operation that is to be refused with a code. */
  void refused(String code, String operation, String parameters, Object... values) {
    try {
      JsonNode result = client.call(operation, json(parameters, values));
      fail(operation + " was to be refused with " + code + ": " + result);
    } catch (RefusedException e) {
      if (!e.code().equals(RefusedException.NOT_IN_MODEL)) {
        assertThat(e.code()).as(operation + ": " + e.getMessage()).isEqualTo(code);
      }
    }
  }

  /** A part of an answer as text, which has to be there. */
  static String text(JsonNode answer, String pointer) {
    JsonNode found = answer.at(pointer);
    assertThat(found.isMissingNode()).as(pointer + " of " + answer).isFalse();
    return found.asText();
  }

  private static ObjectNode json(String text, Object... values) {
    try {
      return (ObjectNode) JSON.readTree(values.length == 0 ? text : text.formatted(values));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
