package dev.perigee.edge.differential;

import dev.perigee.edge.differential.Story.Answered;
import dev.perigee.edge.differential.Story.Ask;
import dev.perigee.edge.differential.Story.Rules;
import dev.perigee.edge.differential.Story.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules once more, as plainly as they can be written: what an edge with one object answers.
 * Shares nothing with the edge's code. Time stands still.
 */
public final class Model {

  /** The errors' minimums of the distribution that stories are told of. */
  public static final Map<Integer, Long> ERROR_MINIMUMS =
      Map.of(403, 2000L, 404, 1500L, 500, 0L, 503, 1500L);

  private static final Set<Integer> CF_KEPT = Set.of(200, 203, 204, 301, 302);
  private static final Set<Integer> HEURISTIC = Set.of(200, 203, 204, 301, 404);

  private final Story story;
  private final Rules rules;
  private final Map<String, Stored> variants = new HashMap<>();
  private List<String> vary = List.of();
  private int asked;
  private boolean isGotAnewBehind;

  /** What is stored: the turn that gave the body, and the one that gave the headers. */
  private record Stored(int body, int head, Turn told, Life life, boolean resting) {}

  /** For how long from now; negative where it is over. */
  private record Life(long fresh, long whileRevalidate, long ifError) {}

  public Model(Story story) {
    this.story = story;
    this.rules = story.rules();
  }

  /**
   * What the edge is to answer to each in turn; fewer than are asked where the origin is asked in
   * the background, so that nobody can tell whose the next turn is.
   */
  public List<Answered> tell() {
    List<Answered> answers = new ArrayList<>();
    for (Ask ask : story.asks()) {
      answers.add(answer(ask));
      if (isGotAnewBehind) {
        break;
      }
    }
    return answers;
  }

  private Answered answer(Ask ask) {
    if (ask.method().equals("POST") || rules.max() == 0) {
      return passed(ask);
    }
    Stored stored = variants.get(variant(ask));
    if (stored == null) {
      return ask.method().equals("HEAD") ? passed(ask) : fetched(ask, null);
    }
    Life life = stored.life();
    if (life.fresh() > 0 || stored.resting() && life.ifError() > 0) {
      return fromStore(ask, stored, "Hit");
    }
    if (life.whileRevalidate() > 0) {
      isGotAnewBehind = true;
      return fromStore(ask, stored, "Hit");
    }
    return fetched(ask, stored);
  }

  /** Asked by the viewer alone. */
  private Answered passed(Ask ask) {
    int number = ++asked;
    Turn turn = story.turn(number);
    int status = turn.confirms() && !ask.header("If-None-Match").isEmpty() ? 304 : turn.status();
    if (rules.rfc9111() && ask.method().equals("POST") && status < 400) {
      variants.clear();
    }
    return whole(ask, number, status, "Miss");
  }

  /** Asked for everyone. */
  private Answered fetched(Ask ask, @Nullable Stored stale) {
    int number = ++asked;
    Turn turn = story.turn(number);
    if (stale != null && turn.confirms() && !stale.told().etag().isEmpty()) {
      return confirmed(ask, stale, number, turn);
    }
    if (stale != null && turn.status() >= 500 && stale.life().ifError() > 0) {
      boolean resting = !rules.rfc9111() && minimum(turn.status()) > 0;
      variants.put(
          variant(ask),
          new Stored(stale.body(), stale.head(), stale.told(), stale.life(), resting));
      return fromStore(ask, stale, "Hit");
    }
    Life life = life(turn, ask);
    if (life == null) {
      return whole(ask, number, turn.status(), "Miss");
    }
    Stored stored = new Stored(number, number, turn, life, false);
    store(ask, turn, stored);
    return fromStore(ask, stored, "Miss");
  }

  /** The origin says 304, with the etag of what it was asked for. */
  private Answered confirmed(Ask ask, Stored stale, int number, Turn turn) {
    Turn old = stale.told();
    Turn merged =
        new Turn(
            old.status(),
            turn.cacheControl().isEmpty() ? old.cacheControl() : turn.cacheControl(),
            old.etag(),
            turn.vary().isEmpty() ? old.vary() : turn.vary(),
            turn.age(),
            false);
    Life life = life(merged, ask);
    Stored renewed =
        new Stored(stale.body(), number, merged, life == null ? new Life(0, 0, 0) : life, false);
    if (life != null) {
      store(ask, merged, renewed);
    }
    return fromStore(ask, renewed, "RefreshHit");
  }

  private void store(Ask ask, Turn turn, Stored stored) {
    List<String> names = rules.rfc9111() ? names(turn.vary()) : List.of();
    if (!names.equals(vary)) {
      variants.clear();
      vary = names;
    }
    variants.put(variant(ask), stored);
  }

  private static List<String> names(String vary) {
    return Stream.of(vary.split(", ")).filter(name -> !name.isEmpty()).toList();
  }

  private String variant(Ask ask) {
    return vary.stream()
        .map(name -> name + '=' + ask.headers().get(name))
        .collect(Collectors.joining("&"));
  }

  private @Nullable Life life(Turn turn, Ask ask) {
    return rules.rfc9111() ? rfc9111(turn, ask) : cloudFront(turn);
  }

  private @Nullable Life cloudFront(Turn turn) {
    boolean forbidden = turn.says("no-store") || turn.says("no-cache") || turn.says("private");
    long own = own(turn);
    if (turn.status() >= 400) {
      if (turn.status() == 403 && own < 0 || turn.status() == 404 && forbidden) {
        return null;
      }
      long minimum = minimum(turn.status());
      long ttl = forbidden ? minimum : Math.max(minimum, Math.min(own, rules.max()));
      return ttl <= 0 ? null : new Life(ttl, 0, 0);
    }
    if (!CF_KEPT.contains(turn.status()) || rules.min() == 0 && turn.vary().equals("*")) {
      return null;
    }
    if (forbidden && rules.min() == 0) {
      return null;
    }
    long ttl;
    if (forbidden) {
      ttl = rules.min();
    } else if (own >= 0) {
      ttl = Math.min(Math.max(own, rules.min()), rules.max());
    } else {
      ttl = Math.max(rules.min(), rules.byDefault());
    }
    if (ttl == 0 && turn.etag().isEmpty()) {
      return null;
    }
    long rest = rules.max() - ttl;
    long ifError = turn.directive("stale-if-error");
    return new Life(
        ttl,
        ttl + Math.min(Math.max(0, turn.directive("stale-while-revalidate")), rest),
        ttl + (ifError < 0 ? rules.max() : Math.min(ifError, rest)));
  }

  private @Nullable Life rfc9111(Turn turn, Ask ask) {
    boolean understands = turn.says("must-understand");
    if (understands && turn.status() == 299
        || turn.says("no-store") && !understands
        || turn.says("private")
        || turn.vary().equals("*")) {
      return null;
    }
    boolean permitted =
        turn.says("public") || turn.says("must-revalidate") || turn.directive("s-maxage") >= 0;
    if (!ask.header("Authorization").isEmpty() && !permitted) {
      return null;
    }
    long own = own(turn);
    if (own < 0 && !turn.says("public") && !HEURISTIC.contains(turn.status())) {
      return null;
    }
    long ttl = turn.says("no-cache") ? 0 : Math.max(own, 0);
    if (ttl == 0 && turn.etag().isEmpty()) {
      return null;
    }
    long left = ttl - turn.age();
    boolean strict =
        turn.says("must-revalidate") || turn.says("no-cache") || turn.directive("s-maxage") >= 0;
    long whileRevalidate = Math.max(0, turn.directive("stale-while-revalidate"));
    long ifError = Math.max(0, turn.directive("stale-if-error"));
    return new Life(left, strict ? left : left + whileRevalidate, strict ? left : left + ifError);
  }

  private static long own(Turn turn) {
    long shared = turn.directive("s-maxage");
    return shared >= 0 ? shared : turn.directive("max-age");
  }

  private static long minimum(int status) {
    return ERROR_MINIMUMS.getOrDefault(status, 10L);
  }

  private Answered whole(Ask ask, int number, int status, String word) {
    boolean bodiless = ask.method().equals("HEAD") || status == 204 || status == 304;
    return new Answered(
        status,
        number,
        bodiless ? "" : Story.bodyOf(number),
        status >= 400 ? "Error" : word,
        asked);
  }

  private Answered fromStore(Ask ask, Stored stored, String word) {
    int status = stored.told().status();
    String body = Story.bodyOf(stored.body());
    String shown = status >= 400 ? "Error" : word;
    String wanted = ask.header("If-None-Match");
    String etag = stored.told().etag();
    if (status == 200
        && (wanted.equals("*") || !etag.isEmpty() && opaque(wanted).equals(opaque(etag)))) {
      return new Answered(304, stored.head(), "", shown, asked);
    }
    String range = status == 200 && ask.method().equals("GET") ? ask.header("Range") : "";
    String part =
        switch (range) {
          case "bytes=0-3" -> body.substring(0, 4);
          case "bytes=5-" -> body.substring(5);
          case "bytes=900-" -> "";
          default -> body;
        };
    int partStatus =
        switch (range) {
          case "bytes=0-3", "bytes=5-" -> 206;
          case "bytes=900-" -> 416;
          default -> status;
        };
    boolean bodiless = ask.method().equals("HEAD") || status == 204;
    return new Answered(partStatus, stored.head(), bodiless ? "" : part, shown, asked);
  }

  private static String opaque(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
