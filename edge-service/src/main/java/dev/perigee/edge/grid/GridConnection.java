package dev.perigee.edge.grid;

import org.infinispan.client.hotrod.DataFormat;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.commons.marshall.UTF8StringMarshaller;

/** Opens the grid's cache with plain keys and values: texts and bytes, no marshalling. */
final class GridConnection {

  static final String CACHE = "perigee";

  private static final int WARM_UP_LOOKUPS = 64;

  private GridConnection() {}

  /**
   * Connects; blocks.
   *
   * @throws RuntimeException where the grid cannot be reached or has no such cache
   */
  static RemoteCache<String, byte[]> open(RemoteCacheManager manager) {
    manager.start();
    RemoteCache<String, byte[]> cache = manager.getCache(CACHE);
    if (cache == null) {
      throw new IllegalStateException("the grid has no cache named " + CACHE);
    }
    RemoteCache<String, byte[]> plain =
        cache.withDataFormat(
            DataFormat.builder()
                .keyType(MediaType.TEXT_PLAIN)
                .keyMarshaller(new UTF8StringMarshaller())
                .valueType(MediaType.APPLICATION_OCTET_STREAM)
                .valueMarshaller(new PlainBytes())
                .build());
    warmUp(plain);
    return plain;
  }

  /**
   * The first look-ups open connections to every server and load code: no viewer waits for that.
   */
  private static void warmUp(RemoteCache<String, byte[]> cache) {
    for (int i = 0; i < WARM_UP_LOOKUPS; i++) {
      cache.get("warm-up " + i);
    }
  }
}
