package dev.perigee.edge.differential;

import dev.perigee.edge.differential.Story.Ask;
import dev.perigee.edge.differential.Story.Rules;
import dev.perigee.edge.differential.Story.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes stories from a seed. Times are zero or long, so that it does not matter how long a story
 * takes; what is to be stale comes with an {@code Age} or without a time.
 */
public final class Stories {

  private static final List<String> CACHE_CONTROL =
      List.of(
          "",
          "public",
          "max-age=0",
          "max-age=1000",
          "max-age=5000",
          "s-maxage=1000",
          "s-maxage=0, max-age=1000",
          "no-store",
          "no-cache",
          "private",
          "no-cache, max-age=1000",
          "max-age=1000, must-revalidate",
          "max-age=0, must-revalidate",
          "max-age=0, stale-if-error=4000",
          "max-age=0, stale-if-error=0",
          "max-age=1000, stale-if-error=4000",
          "max-age=0, stale-while-revalidate=4000",
          "max-age=1000, stale-while-revalidate=4000",
          "public, max-age=1000",
          "must-understand, no-store, max-age=1000");

  private static final List<Integer> STATUSES =
      List.of(200, 200, 200, 200, 200, 200, 203, 301, 302, 204, 299, 403, 404, 500, 503, 503);

  private final Random random;
  private final List<Rules> rules;

  public Stories(long seed, List<Rules> rules) {
    this.random = new Random(seed);
    this.rules = rules;
  }

  public Story next() {
    List<Turn> turns = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      turns.add(turn());
    }
    List<Ask> asks = new ArrayList<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      asks.add(ask());
    }
    return new Story(pick(rules), List.copyOf(turns), List.copyOf(asks));
  }

  private Turn turn() {
    return new Turn(
        pick(STATUSES),
        pick(CACHE_CONTROL),
        pick(List.of("", "\"a\"", "\"a\"", "W/\"a\"", "\"b\"")),
        pick(List.of("", "", "", "Foo", "Foo, Bar", "*")),
        pick(List.of(0, 0, 0, 2000)),
        random.nextInt(3) == 0);
  }

  private Ask ask() {
    Map<String, String> headers = new HashMap<>();
    maybe(headers, 3, "Foo", "1", "2");
    maybe(headers, 4, "Bar", "1", "2");
    maybe(headers, 8, "Authorization", "Basic YTpi");
    maybe(headers, 6, "If-None-Match", "\"a\"", "\"b\"", "W/\"a\"", "*");
    maybe(headers, 8, "Range", "bytes=0-3", "bytes=5-", "bytes=900-", "bytes=3-1");
    maybe(headers, 8, "Cache-Control", "no-cache", "max-age=0");
    return new Ask(
        pick(List.of("GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST")),
        Map.copyOf(headers));
  }

  private void maybe(Map<String, String> headers, int oneOf, String name, String... values) {
    if (random.nextInt(oneOf) == 0) {
      headers.put(name, pick(List.of(values)));
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
