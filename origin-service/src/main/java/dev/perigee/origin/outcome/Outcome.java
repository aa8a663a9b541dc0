package dev.perigee.origin.outcome;

import dev.perigee.contracts.OriginFailure;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * What a stage of a fetch came to. An exception in its place is a bug.
 *
 * @param <T> what the stage yields where all went well
 */
public sealed interface Outcome<T> {

  /** The stage's product. */
  record Done<T>(T value) implements Outcome<T> {}

  /**
   * There will be no usable answer.
   *
   * @param reason what the edge is told
   * @param detail one line for people, without addresses or credentials
   */
  record Failed<T>(OriginFailure reason, String detail) implements Outcome<T> {}

  /** The edge left: nobody is waiting for an answer. */
  record Abandoned<T>() implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> failed(OriginFailure reason, String detail) {
    return new Failed<>(reason, detail);
  }

  static <T> Outcome<T> abandoned() {
    return new Abandoned<>();
  }

  /** Lifts a stage, so that it runs where the one before it is done and is passed by otherwise. */
  static <T, R> Function<Outcome<T>, Future<Outcome<R>>> then(
      Function<T, Future<Outcome<R>>> stage) {
    return before ->
        switch (before) {
          case Done<T> done -> stage.apply(done.value());
          case Failed<T> failed -> Future.succeededFuture(failed(failed.reason(), failed.detail()));
          case Abandoned<T> _ -> Future.succeededFuture(abandoned());
        };
  }
}
