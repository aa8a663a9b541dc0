package dev.perigee.config.keyvalue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.perigee.config.keyvalue.Edits.Put;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.WireRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that ask for changes. Strict: what is not understood is refused, nothing is dropped in
 * silence.
 */
final class EditBodies {

  private static final int MAX_DEPTH = 8;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private EditBodies() {}

  private record PutKey(@JsonProperty("Value") @Nullable String value) {}

  private record PutItem(
      @JsonProperty("Key") @Nullable String key, @JsonProperty("Value") @Nullable String value) {}

  private record DeleteItem(@JsonProperty("Key") @Nullable String key) {}

  private record UpdateKeys(
      @JsonProperty("Puts") @Nullable List<@Nullable PutItem> puts,
      @JsonProperty("Deletes") @Nullable List<@Nullable DeleteItem> deletes) {}

  /** The value that a key is to have. */
  static Put put(String key, WireRequest request) {
    return new Put(key, required("Value", read(request, PutKey.class).value()));
  }

  /** Several keys to be put and deleted. */
  static Edits edits(WireRequest request) {
    UpdateKeys body = read(request, UpdateKeys.class);
    return Edits.of(
        Objects.requireNonNullElse(body.puts(), List.<@Nullable PutItem>of()).stream()
            .map(item -> {
              PutItem put = required("Puts", item);
              return new Put(required("Key", put.key()), required("Value", put.value()));
            })
            .toList(),
        Objects.requireNonNullElse(body.deletes(), List.<@Nullable DeleteItem>of()).stream()
            .map(item -> required("Key", required("Deletes", item).key()))
            .toList());
  }

  private static <T> T read(WireRequest request, Class<T> type) {
    try {
      T body = JSON.readValue(request.body(), type);
      if (body != null) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw new ApiException(
          "ValidationException",
          "the body is not what was expected: " + e.getOriginalMessage().replace('\n', ' '));
    } catch (IOException e) {
      throw new ApiException("ValidationException", "the body is not text in JSON");
    }
    throw new ApiException("ValidationException", "the body is null (expected: an object)");
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new ApiException("ValidationException", name + " is required");
    }
    return value;
  }
}
