package dev.perigee.edge.grid;

import dev.perigee.edge.settings.Settings;
import dev.perigee.edge.store.BodyMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import org.infinispan.client.hotrod.RemoteCacheManager;

/** Grids for tests. */
public final class Grids {

  private static final Vertx VERTX = Vertx.vertx();

  private Grids() {}

  /** A grid that was never connected to: everything is a miss. */
  public static GridStore absent() {
    return absent(new SimpleMeterRegistry());
  }

  @SuppressWarnings("unchecked")
  static GridStore absent(MeterRegistry registry) {
    Instance<RemoteCacheManager> none =
        (Instance<RemoteCacheManager>)
            Proxy.newProxyInstance(
                Instance.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (_, method, _) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new GridStore(VERTX, Settings.defaults(), none, new BodyMemory(1 << 20), registry);
  }
}
