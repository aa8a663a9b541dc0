package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Compares what the two origins of a group say of the quality of their media: the primary is asked
 * for the object, the secondary for its head alone, at the same time. The score is in the header
 * {@code CMSD-Static} (CTA-5006), under a key whose last part is {@code mqcs}.
 */
final class QualityChoice {

  private static final String SCORE = "mqcs";

  private final Vertx vertx;
  private final Members members;
  private final Duration patience;

  /**
   * @param patience how long the primary's answer waits for the secondary's
   */
  QualityChoice(Vertx vertx, Members members, Duration patience) {
    this.vertx = vertx;
    this.members = members;
    this.patience = patience;
  }

  /**
   * What came of asking both.
   *
   * @param primary its answer, whose body waits
   * @param secondaryIsBetter whether the secondary would give the object with a higher score
   */
  record Compared(Outcome<OriginAnswer> primary, boolean secondaryIsBetter) {}

  Future<Compared> compare(
      Origin primary,
      Origin secondary,
      EdgeRequest request,
      RequestBody body,
      Scope ofPrimary,
      Scope ofSecondary) {
    Promise<OptionalDouble> other = Promise.promise();
    members
        .ask(secondary, request.as(HttpMethod.HEAD), RequestBody.NONE, ofSecondary)
        .onSuccess(outcome -> other.tryComplete(score(outcome, ofSecondary)));
    return members
        .ask(primary, request, body, ofPrimary)
        .compose(outcome -> {
          if (!(outcome instanceof Outcome.Done<OriginAnswer>(OriginAnswer answer))) {
            ofSecondary.leave();
            return Future.succeededFuture(new Compared(outcome, false));
          }
          answer.response().pause();
          long timer =
              vertx.setTimer(patience.toMillis(), _ -> other.tryComplete(OptionalDouble.empty()));
          return other
              .future()
              .map(rival -> {
                vertx.cancelTimer(timer);
                ofSecondary.leave();
                return new Compared(outcome, isBetter(rival, score(answer)));
              });
        });
  }

  private static boolean isBetter(OptionalDouble rival, OptionalDouble own) {
    return rival.isPresent() && rival.getAsDouble() > own.orElse(-1);
  }

  private static OptionalDouble score(Outcome<OriginAnswer> outcome, Scope scope) {
    if (!(outcome instanceof Outcome.Done<OriginAnswer>(OriginAnswer answer))) {
      return OptionalDouble.empty();
    }
    OptionalDouble score = answer.status() < 400 ? score(answer) : OptionalDouble.empty();
    answer.discard(scope);
    return score;
  }

  private static OptionalDouble score(OriginAnswer answer) {
    return score(String.join(",", answer.response().headers().getAll("cmsd-static")));
  }

  /** Reads the score of a header's value; empty where there is none that is a number. */
  static OptionalDouble score(String cmsd) {
    for (String pair : cmsd.split("[,;]", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      if (key.equals(SCORE) || key.endsWith("-" + SCORE) || key.endsWith("." + SCORE)) {
        try {
          return OptionalDouble.of(
              Double.parseDouble(pair.substring(equals + 1).replace("\"", "").strip()));
        } catch (NumberFormatException e) {
          return OptionalDouble.empty();
        }
      }
    }
    return OptionalDouble.empty();
  }
}
