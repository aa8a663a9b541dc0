package dev.perigee.edge.grid;

import org.infinispan.client.hotrod.DataFormat;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.commons.marshall.IdentityMarshaller;
import org.infinispan.commons.marshall.UTF8StringMarshaller;

/** Opens the grid's cache with plain keys and values: texts and bytes, no marshalling. */
final class GridConnection {

  static final String CACHE = "perigee";

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
    return cache.withDataFormat(
        DataFormat.builder()
            .keyType(MediaType.TEXT_PLAIN)
            .keyMarshaller(new UTF8StringMarshaller())
            .valueType(MediaType.APPLICATION_OCTET_STREAM)
            .valueMarshaller(IdentityMarshaller.INSTANCE)
            .build());
  }
}
