package dev.perigee.config.keyvalue;

import dev.perigee.config.api.Api.Action;
import dev.perigee.config.api.Call;
import dev.perigee.config.keyvalue.Edits.Put;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.JsonWire;
import dev.perigee.config.wire.Paging;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The six operations of the data API. */
@Singleton
final class KeyValueOperations {

  private static final int MAX_RESULTS = 50;

  private final Contents contents;

  KeyValueOperations(Contents contents) {
    this.contents = contents;
  }

  private record Operation(String operation, Function<Call, WireResponse> body) implements Action {
    @Override
    public WireResponse run(Call call) {
      return body.apply(call);
    }
  }

  Action describe(String arn) {
    return new Operation(
        "DescribeKeyValueStore",
        call -> {
          StoreState state = contents.describe(call.caller().account(), arn);
          Map<String, Object> body = counts(state);
          body.put("KvsARN", state.arn());
          body.put("Created", seconds(state.created()));
          body.put("LastModified", seconds(state.lastModified()));
          body.put("Status", StoreOperations.READY);
          return JsonWire.ok(body, Map.of("ETag", state.etag()), call.requestId());
        });
  }

  Action getKey(String arn, String key) {
    return new Operation(
        "GetKey",
        call -> {
          Contents.Found found = contents.get(call.caller().account(), arn, key);
          Map<String, Object> body = counts(found.state());
          body.putAll(item(new Put(found.key(), found.value())));
          return JsonWire.ok(body, Map.of(), call.requestId());
        });
  }

  Action listKeys(String arn, WireRequest request) {
    return new Operation(
        "ListKeys",
        call -> {
          Paging.Page<Put> page = contents.list(call.caller().account(), arn, paging(request));
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("Items", page.items().stream().map(KeyValueOperations::item).toList());
          if (page.nextMarker() != null) {
            body.put("NextToken", token(page.nextMarker()));
          }
          return JsonWire.ok(body, Map.of(), call.requestId());
        });
  }

  Action putKey(String arn, String key, WireRequest request) {
    return change(
        "PutKey", arn, request, () -> Edits.of(List.of(EditBodies.put(key, request)), List.of()));
  }

  Action deleteKey(String arn, String key, WireRequest request) {
    return change("DeleteKey", arn, request, () -> Edits.of(List.of(), List.of(key)));
  }

  Action updateKeys(String arn, WireRequest request) {
    return change("UpdateKeys", arn, request, () -> EditBodies.edits(request));
  }

  private interface EditsOf {
    Edits read();
  }

  private Action change(String name, String arn, WireRequest request, EditsOf edits) {
    return new Operation(
        name,
        call -> {
          @Nullable String ifMatch = request.header("if-match").orElse(null);
          StoreState state = contents.edit(call.caller().account(), arn, ifMatch, edits.read());
          return JsonWire.ok(counts(state), Map.of("ETag", state.etag()), call.requestId());
        });
  }

  private static Paging paging(WireRequest request) {
    String given = request.query().first("MaxResults").orElse(String.valueOf(MAX_RESULTS));
    int maxResults;
    try {
      maxResults = Integer.parseInt(given);
    } catch (NumberFormatException e) {
      maxResults = 0; // told below
    }
    if (maxResults < 1 || maxResults > MAX_RESULTS) {
      throw new ApiException(
          "ValidationException", "MaxResults: " + given + " (expected: 1 to " + MAX_RESULTS + ")");
    }
    return new Paging(
        request.query().first("NextToken").map(text -> key(text)).orElse(""), maxResults);
  }

  /** The last key of a page, in letters that need no encoding. */
  private static String token(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String token) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (key.indexOf('\0') < 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ApiException(
        "ValidationException", "NextToken: " + token + " (expected: that of a page before)");
  }

  private static Map<String, Object> counts(StoreState state) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ItemCount", state.items());
    body.put("TotalSizeInBytes", state.bytes());
    return body;
  }

  private static Map<String, Object> item(Put put) {
    return Map.of("Key", put.key(), "Value", put.value());
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1_000.0;
  }
}
