package dev.perigee.edge.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.fill.FetchCeiling.Permit;
import dev.perigee.edge.fill.FetchCeiling.Turn;
import dev.perigee.edge.fill.FetchCeiling.Turn.Busy;
import dev.perigee.edge.fill.FetchCeiling.Turn.Go;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FetchCeilingTest {

  private final FetchCeiling ceiling =
      new FetchCeiling(new FetchCeiling.Limits(2, 2, Duration.ofSeconds(5)));
  private final Map<Long, Handler<Long>> timers = new LinkedHashMap<>();
  private final Context context = context();

  @Test
  void soManyGoAtOnceAndTheNextOnesInTheirOrder() {
    Permit first = permit(enter("E1"));
    Permit second = permit(enter("E1"));
    Future<Turn> third = enter("E1");
    Future<Turn> fourth = enter("E1");
    assertThat(third.isComplete()).isFalse();

    second.close();
    second.close();
    assertThat(third.result()).isInstanceOf(Go.class);
    assertThat(fourth.isComplete()).isFalse();
    assertThat(ceiling.underWay()).isEqualTo(2);

    first.close();
    permit(third).close();
    permit(fourth).close();
    assertThat(ceiling.underWay()).isZero();
    assertThat(timers).isEmpty();
  }

  @Test
  void oneDistributionsQueueIsNotAnothers() {
    for (int i = 0; i < 4; i++) {
      enter("E1");
    }
    assertThat(enter("E1").result()).isEqualTo(new Busy());
    assertThat(enter("E2").result()).isInstanceOf(Go.class);
    assertThat(ceiling.enter("E1", "other", false, context).result()).isInstanceOf(Go.class);
    assertThat(ceiling.enter("E1", "origin", true, context).result()).isInstanceOf(Go.class);
  }

  @Test
  void whoWaitsTooLongIsTurnedAwayAndTakesNobodysPlace() {
    Permit first = permit(enter("E1"));
    enter("E1");
    Future<Turn> late = enter("E1");
    Future<Turn> patient = enter("E1");

    timers.values().iterator().next().handle(0L);
    assertThat(late.result()).isEqualTo(new Busy());
    assertThat(patient.isComplete()).isFalse();

    first.close();
    assertThat(patient.result()).isInstanceOf(Go.class);
    assertThat(ceiling.underWay()).isEqualTo(2);
  }

  private Future<Turn> enter(String distribution) {
    return ceiling.enter(distribution, "origin", false, context);
  }

  private static Permit permit(Future<Turn> turn) {
    return ((Go) turn.result()).permit();
  }

  /** Runs what it is given at once, and keeps its timers for the test. */
  private Context context() {
    Vertx vertx =
        proxy(
            Vertx.class,
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "setTimer" -> {
                    long id = timers.size() + 1L;
                    timers.put(id, handler(arguments[1]));
                    yield id;
                  }
                  case "cancelTimer" -> timers.remove((Long) arguments[0]) != null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    return proxy(
        Context.class,
        (_, method, arguments) ->
            switch (method.getName()) {
              case "owner" -> vertx;
              case "runOnContext" -> {
                handler(arguments[0]).handle(null);
                yield null;
              }
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  @SuppressWarnings("unchecked")
  private static <T> Handler<T> handler(Object handler) {
    return (Handler<T>) handler;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler behavior) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behavior));
  }
}
