package dev.perigee.config.storage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.concurrent.Callable;

/** Runs changes in transactions. */
public final class Transactions {

  private Transactions() {}

  /**
   * Runs a change in a transaction of its own, and once more where a unique index refused it: the
   * change checks for duplicates itself, and only misses one that another request makes in the same
   * moment; the second time it finds it, and can say what it is.
   */
  public static <T> T change(Callable<T> change) {
    try {
      return QuarkusTransaction.requiringNew().call(change);
    } catch (RuntimeException e) {
      if (!DatabaseTrouble.isDuplicate(e)) {
        throw e;
      }
      return QuarkusTransaction.requiringNew().call(change);
    }
  }

  /** Runs a query in a transaction of its own. */
  public static <T> T read(Callable<T> query) {
    return QuarkusTransaction.requiringNew().call(query);
  }
}
