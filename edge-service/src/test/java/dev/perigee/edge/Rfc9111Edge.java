package dev.perigee.edge;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A packaged edge with one distribution under {@code Perigee-RFC9111}, for all test classes that
 * want one. A test that has a {@link CachedObject} among its parameters gets one of its own.
 */
final class Rfc9111Edge implements ParameterResolver, AfterAllCallback {

  private static final AtomicInteger OBJECTS = new AtomicInteger();

  /** Closed by JUnit when all tests are over. */
  private record Started(RunningEdge edge) implements AutoCloseable {
    @Override
    public void close() {
      edge.close();
    }
  }

  static Behavior behavior(String pattern) {
    CachePolicy policy =
        new CachePolicy(
            "Perigee-RFC9111",
            Semantics.RFC9111,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofDays(365),
            new Selection(Selection.Mode.ONLY, List.of("host")),
            List.of(),
            Selection.NONE,
            Selection.ALL,
            false,
            false);
    Forwarding all = new Forwarding(Selection.ALL, Selection.ALL, Selection.NONE, List.of());
    return BehaviorBuilder.behavior(pattern).policy(policy).forwarding(all).build();
  }

  private static RunningEdge edge(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Rfc9111Edge.class))
        .computeIfAbsent(Started.class, _ -> start(), Started.class)
        .edge();
  }

  private static Started start() {
    try {
      Path directory = Files.createTempDirectory("rfc9111-edge");
      return new Started(
          RunningEdge.start(
              directory,
              Map.of(),
              SnapshotBuilder.distribution("E1").behaviors(behavior("*")).build()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the edge does not start", e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CachedObject.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new CachedObject(edge(context), "E1", "/object-" + OBJECTS.incrementAndGet());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    edge(context).assertQuiet();
  }
}
