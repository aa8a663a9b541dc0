package dev.perigee.config.api;

import dev.perigee.config.auth.Caller;
import dev.perigee.config.resource.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler may know of the call besides its request.
 *
 * @param endpoint where the client reached the API, for example {@code http://127.0.0.1:9000}
 * @param caller who asks
 * @param requestId the request's id
 * @param headers of the request, names in lower case
 */
public record Call(
    String endpoint, Caller caller, String requestId, Map<String, List<String>> headers) {

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /** The URL of a resource of a kind. */
  public String location(ResourceKind kind, String id) {
    return location(kind.path() + "/" + id);
  }

  /** The URL of a resource, for {@code Location} headers. */
  public String location(String path) {
    return endpoint + "/2020-05-31/" + path;
  }
}
