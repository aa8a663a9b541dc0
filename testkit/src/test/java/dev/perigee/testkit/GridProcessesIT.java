package dev.perigee.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.infinispan.client.hotrod.DataFormat;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;
import org.infinispan.commons.dataconversion.MediaType;
import org.junit.jupiter.api.Test;

class GridProcessesIT {

  private static final int ENTRIES = 2_000;
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void losesNothingWithOneOfThreeServersAndTakesItBack() {
    try (GridProcesses grid = GridProcesses.start(3);
        RemoteCacheManager client = client(grid)) {
      RemoteCache<String, byte[]> cache = cache(client);
      for (int i = 0; i < ENTRIES; i++) {
        cache.put("key-" + i, new byte[] {(byte) i});
      }

      grid.kill(0);
      assertThat(present(cache)).isEqualTo(ENTRIES);

      grid.restart(0);
      grid.kill(1);
      assertThat(present(cache)).isEqualTo(ENTRIES);
    }
  }

  @Test
  void staysWithinItsMemoryAndTakesSlicesOfOneMebibyte() {
    try (GridProcesses grid = GridProcesses.start(1, 32);
        RemoteCacheManager client = client(grid)) {
      RemoteCache<String, byte[]> cache = cache(client);
      cache.put("large", new byte[12 * MEBIBYTE]);
      assertThat(cache.get("large")).hasSize(12 * MEBIBYTE);

      for (int i = 0; i < 100; i++) {
        cache.put("slice-" + i, new byte[MEBIBYTE + 1024]);
      }
      assertThat(cache.size()).isBetween(10, 32);
    }
  }

  private static int present(RemoteCache<String, byte[]> cache) {
    int present = 0;
    for (int i = 0; i < ENTRIES; i++) {
      byte[] value = cache.get("key-" + i);
      if (value != null && value[0] == (byte) i) {
        present++;
      }
    }
    return present;
  }

  private static RemoteCacheManager client(GridProcesses grid) {
    return new RemoteCacheManager(
        new ConfigurationBuilder().uri("hotrod://" + grid.hosts().replace(';', ',')).build());
  }

  private static RemoteCache<String, byte[]> cache(RemoteCacheManager client) {
    return client
        .<String, byte[]>getCache("perigee")
        .withDataFormat(
            DataFormat.builder()
                .keyType(MediaType.TEXT_PLAIN)
                .valueType(MediaType.APPLICATION_OCTET_STREAM)
                .build());
  }
}
