package dev.perigee.edge.headers;

import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.httpcache.HeaderView;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A response headers policy, prepared for use: it removes headers of the origin, then answers
 * cross-origin requests and sets headers of its own (cloudfront.md, A7). Immutable.
 */
public final class ResponseHeaderRules {

  private final List<String> removed;
  private final Optional<CorsRules> cors;
  private final List<Field> fields;
  private final Optional<ServerTiming> timing;

  private record Field(CharSequence name, CharSequence value, boolean override) {}

  private ResponseHeaderRules(ResponseHeaders policy) {
    this.removed = policy.remove();
    this.cors = Optional.ofNullable(policy.cors()).map(CorsRules::new);
    this.fields = policy.set().stream().map(ResponseHeaderRules::field).toList();
    this.timing = Optional.ofNullable(policy.serverTimingPercent()).map(ServerTiming::new);
  }

  public static ResponseHeaderRules of(ResponseHeaders policy) {
    return new ResponseHeaderRules(policy);
  }

  private static Field field(ResponseHeaders.SetHeader header) {
    return new Field(
        HttpHeaders.createOptimized(header.name()),
        HttpHeaders.createOptimized(header.value()),
        header.override());
  }

  /**
   * Changes the headers of a response.
   *
   * @param method of the request, in upper case
   * @param how asked for only where the answer is to tell it
   */
  public void apply(HeaderView request, String method, MultiMap response, Supplier<Timing> how) {
    removed.forEach(response::remove);
    cors.ifPresent(rules -> rules.apply(request, method, response));
    for (Field field : fields) {
      if (field.override() || !response.contains(field.name())) {
        response.set(field.name(), field.value());
      }
    }
    if (timing.isPresent() && timing.get().isWanted(request)) {
      ServerTiming.write(how.get(), response);
    }
  }
}
