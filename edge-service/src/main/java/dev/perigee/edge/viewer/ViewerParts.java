package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.explain.ExplainToken;
import dev.perigee.edge.facts.GeneratedHeaders;
import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.fill.Fills;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.origin.OriginClient;
import dev.perigee.edge.prefetch.Prefetching;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.settings.ExplainSettings;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.tls.ServerContexts;
import dev.perigee.edge.tls.TlsRules;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the stages of a request, and what they are made of. */
@Singleton
final class ViewerParts {

  private static final Logger LOG = Logger.getLogger(ViewerParts.class);

  private final EdgeSettings settings;
  private final String domain;
  private final HostTable table;

  @Inject
  ViewerParts(
      EdgeSettings settings,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain,
      HostTable table) {
    this.settings = settings;
    this.domain = domain;
    this.table = table;
  }

  /** Empty where there are no certificates, and so no HTTPS. */
  @Produces
  @Singleton
  Optional<ServerContexts> tls() {
    SslProvider provider =
        settings.nativeTls() && OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    LOG.infof("TLS by %s", provider == SslProvider.JDK ? "the JDK" : OpenSsl.versionString());
    return settings
        .certificates()
        .map(directory -> new ServerContexts(directory, domain, this::rules, provider));
  }

  private TlsRules rules(String host) {
    Distribution distribution = table.find(host);
    return distribution == null ? TlsRules.DEFAULT : distribution.tls();
  }

  @Produces
  @Singleton
  Pipeline pipeline(
      MemoryStore memory,
      GridStore grid,
      Invalidations invalidations,
      Lease lease,
      Fills fills,
      OriginClient origin,
      GeoDatabase places,
      ExplainSettings explain,
      Prefetching prefetching,
      Optional<ServerContexts> tls) {
    AnswerHeaders headers = new AnswerHeaders(settings.cacheName(), settings.id());
    Lookups lookups = new Lookups(memory, grid, invalidations, lease);
    Access access = new Access(places, InstantSource.system());
    GeneratedHeaders generated = new GeneratedHeaders(places);
    long sliceBytes = settings.memory().maxObjectBytes();
    return new Pipeline(
        new Admission(settings.id(), domain, settings.viewers().maxBodyBytes()),
        new Routing(
            table,
            new StagingChoice(
                table, InstantSource.system(), () -> ThreadLocalRandom.current().nextLong()),
            new ViewerProtocols(tls, settings.httpPort(), settings.httpsPort())),
        access,
        generated,
        lookups,
        fills,
        new PassThrough(
            origin,
            invalidations,
            headers,
            new WebSockets(
                origin, invalidations, headers, settings.viewers().webSocketIdleTimeout()),
            settings.viewers().maxBodyBytes()),
        new StoredAnswer(headers),
        new SlicedAnswer(headers, lookups, fills, sliceBytes),
        new StreamAnswer(headers),
        new ErrorPages(headers),
        new ExplainToken(explain),
        new UnsafeMethods(fills),
        new NextSegment(prefetching, access, generated, lookups, fills, sliceBytes));
  }
}
