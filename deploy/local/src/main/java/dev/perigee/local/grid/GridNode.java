package dev.perigee.local.grid;

import dev.perigee.local.process.Arguments;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfiguration;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.server.core.admin.embeddedserver.EmbeddedServerAdminOperationHandler;
import org.infinispan.server.hotrod.HotRodServer;
import org.infinispan.server.hotrod.configuration.HotRodServerConfiguration;
import org.infinispan.server.hotrod.configuration.HotRodServerConfigurationBuilder;

/**
 * One cache server: an Infinispan node in a cluster of named members, spoken to over Hot Rod, all
 * on loopback. It holds the cache {@value #CACHE}, each entry on two nodes, and evicts once its
 * share of the memory is full. Where its environment has a {@link GridSecurity}, it speaks TLS
 * alone and lets in who knows the password; else everyone on the machine.
 */
public final class GridNode {

  static final String CACHE = "perigee";

  /** Distance from a node's cluster port to the port by which its failure is noticed. */
  static final int FAILURE_PORT_OFFSET = 100;

  private static final String CLUSTER = "perigee-local";
  private static final String STACK = "grid-jgroups.xml";
  private static final String SERVER_NAME = "infinispan";
  private static final int OWNERS = 2;

  /** Above one slice of 1 MiB with its header, with room for what does not come in slices. */
  private static final String LARGEST_REQUEST = "20MB";

  private static final int MAX_MEGABYTES = 1 << 20;

  private GridNode() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments =
        Arguments.of(args, "name", "port", "cluster port", "members", "megabytes");
    System.setProperty("perigee.grid.cluster-port", arguments.text("cluster port"));
    System.setProperty("perigee.grid.failure-port-offset", Integer.toString(FAILURE_PORT_OFFSET));
    System.setProperty("perigee.grid.members", arguments.text("members"));

    DefaultCacheManager caches = new DefaultCacheManager(node(arguments.text("name")));
    caches.defineConfiguration(CACHE, cache(arguments.number("megabytes", 1, MAX_MEGABYTES)));
    caches.getCache(CACHE);
    HotRodServer server = new HotRodServer();
    server.start(hotRod(arguments.port("port"), System.getenv()), caches);
    server.postStart();

    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.stop();
                  caches.stop();
                  stopped.countDown();
                },
                "grid-shutdown"));
    stopped.await();
  }

  private static GlobalConfiguration node(String name) {
    GlobalConfigurationBuilder node = GlobalConfigurationBuilder.defaultClusteredBuilder();
    node.transport().clusterName(CLUSTER).nodeName(name).addProperty("configurationFile", STACK);
    node.metrics().gauges(false).histograms(false);
    node.jmx().disable();
    node.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
    return node.build();
  }

  private static Configuration cache(int megabytes) {
    ConfigurationBuilder cache = new ConfigurationBuilder();
    cache.clustering().cacheMode(CacheMode.DIST_SYNC).hash().numOwners(OWNERS);
    cache.encoding().key().mediaType(MediaType.TEXT_PLAIN_TYPE);
    cache.encoding().value().mediaType(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    cache.memory().maxSize(megabytes + "MB").whenFull(EvictionStrategy.REMOVE);
    return cache.build();
  }

  private static HotRodServerConfiguration hotRod(int port, Map<String, String> environment)
      throws IOException, GeneralSecurityException {
    HotRodServerConfigurationBuilder server =
        new HotRodServerConfigurationBuilder()
            .host("127.0.0.1")
            .port(port)
            .proxyHost("127.0.0.1")
            .proxyPort(port)
            .maxContentLength(LARGEST_REQUEST)
            .adminOperationsHandler(new EmbeddedServerAdminOperationHandler());
    if (GridSecurity.isIn(environment)) {
      secure(server, GridSecurity.of(environment));
    }
    return server.build();
  }

  private static void secure(HotRodServerConfigurationBuilder server, GridSecurity security)
      throws IOException, GeneralSecurityException {
    server.ssl().enable().sslContext(security.tls());
    server
        .authentication()
        .enable()
        .sasl()
        .serverName(SERVER_NAME)
        .addAllowedMech(PasswordCheck.MECHANISM)
        .authenticator(new PasswordCheck(security));
  }
}
