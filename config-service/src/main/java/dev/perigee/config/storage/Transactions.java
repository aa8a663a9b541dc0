package dev.perigee.config.storage;

import dev.perigee.database.DatabaseErrors;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.concurrent.Callable;

/** Runs changes in transactions. */
public final class Transactions {

  private static final int ATTEMPTS = 4;

  private Transactions() {}

  /**
   * Runs a change in a transaction of its own, and anew where it met another one: a unique index
   * refused it (the change checks for duplicates itself, and only misses one that is made in the
   * same moment; the next time it finds it, and can say what it is), or the database broke up a
   * deadlock at its cost.
   */
  public static <T> T change(Callable<T> change) {
    for (int attempt = 1; ; attempt++) {
      try {
        return QuarkusTransaction.requiringNew().call(change);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !DatabaseErrors.isCollision(e)) {
          throw e;
        }
      }
    }
  }

  /** Runs a query in a transaction of its own. */
  public static <T> T read(Callable<T> query) {
    return QuarkusTransaction.requiringNew().call(query);
  }
}
