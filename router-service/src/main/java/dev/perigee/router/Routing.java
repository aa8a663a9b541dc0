package dev.perigee.router;

import dev.perigee.eventlog.TopicTail;
import dev.perigee.router.choice.Choice;
import dev.perigee.router.choice.EdgeChooser;
import dev.perigee.router.edges.EdgeFollower;
import dev.perigee.router.edges.EdgeRegistry;
import dev.perigee.router.hosts.HostFollower;
import dev.perigee.router.hosts.HostRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What both ways of routing ask: is this host ours, and which edge is to serve it. */
@ApplicationScoped
public class Routing {

  private static final int BEFORE_LISTENERS = 10;

  private final HostRegistry hosts = new HostRegistry();
  private final EdgeRegistry edges = new EdgeRegistry(System::nanoTime);
  private final String bootstrapServers;
  private final String domain;

  private volatile @Nullable TopicTail edgeTail;
  private volatile @Nullable TopicTail hostTail;

  Routing(
      @ConfigProperty(name = "perigee.kafka.bootstrap-servers", defaultValue = "127.0.0.1:9092")
          String bootstrapServers,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain) {
    this.bootstrapServers = bootstrapServers;
    this.domain = domain.toLowerCase(Locale.ROOT);
  }

  void start(@Observes @Priority(BEFORE_LISTENERS) StartupEvent event) {
    edgeTail = EdgeFollower.start(edges, bootstrapServers);
    hostTail = HostFollower.start(hosts, bootstrapServers);
  }

  void stop(@Observes ShutdownEvent event) {
    close(edgeTail);
    close(hostTail);
  }

  private static void close(@Nullable TopicTail tail) {
    if (tail != null) {
      tail.close();
    }
  }

  /** The domain under which distributions have their own names; lower case. */
  public String domain() {
    return domain;
  }

  /** Whether a distribution answers to this host. */
  public boolean serves(String host) {
    return hosts.knows(host);
  }

  /** The edge for this host, as things are now. */
  public Choice choose(String host) {
    TopicTail tail = edgeTail;
    OptionalLong since = tail == null ? OptionalLong.empty() : tail.nanosSinceInTouch();
    return EdgeChooser.choose(host, edges.edges(since));
  }
}
