package dev.perigee.edge;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Stands in for event loops: what is to run on one of its contexts waits until the test says so.
 */
public final class Turns {

  private final Deque<Runnable> waiting = new ArrayDeque<>();

  /** A context of which only {@code runOnContext} is there. */
  public Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("runOnContext")) {
                throw new UnsupportedOperationException(method.getName());
              }
              @SuppressWarnings("unchecked")
              Handler<Object> action = (Handler<Object>) arguments[0];
              waiting.add(() -> action.handle(null));
              return null;
            });
  }

  /** Runs everything that waits, and what comes to wait meanwhile. */
  public void run() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }
}
