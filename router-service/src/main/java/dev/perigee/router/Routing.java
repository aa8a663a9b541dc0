package dev.perigee.router;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.router.choice.Choice;
import dev.perigee.router.choice.EdgeChooser;
import dev.perigee.router.choice.Fleet;
import dev.perigee.router.choice.KnownNetworks;
import dev.perigee.router.choice.Place;
import dev.perigee.router.edges.EdgeFollower;
import dev.perigee.router.edges.EdgeRegistry;
import dev.perigee.router.guess.GlobePoint;
import dev.perigee.router.guess.OperatorGuesses;
import dev.perigee.router.hosts.HostFollower;
import dev.perigee.router.hosts.HostRegistry;
import dev.perigee.router.latency.LatencyFollower;
import dev.perigee.router.latency.LatencyMap;
import dev.perigee.router.latency.Reach;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What both ways of routing ask: is this host ours, and which edge is to serve this client. */
@ApplicationScoped
public class Routing {

  private static final int BEFORE_LISTENERS = 10;

  /** Edges speak once a second: what they say need not be put in order for each question. */
  private static final long FLEET_AGE_NANOS = Duration.ofMillis(100).toNanos();

  /** How often it is looked whether the operator's files are others. */
  private static final long FILE_CHECK_MILLIS = Duration.ofSeconds(5).toMillis();

  private final HostRegistry hosts = new HostRegistry();
  private final EdgeRegistry edges;
  private final OperatorGuesses guesses;
  private final LatencyMap latencies;
  private final EdgeChooser chooser;
  private final Map<String, PriceClass> priceClasses;
  private final double fullLoad;
  private final KafkaCluster kafka;
  private final String domain;

  private final List<TopicTail> tails = new CopyOnWriteArrayList<>();
  private volatile @Nullable TopicTail edgeTail;
  private volatile @Nullable Known known;

  /** The edges as they were at a moment. */
  private record Known(Fleet fleet, long atNanos) {}

  Routing(
      RouterSettings settings,
      KafkaCluster kafka,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain) {
    SettingsCheck.check(settings);
    this.edges = new EdgeRegistry(settings.edgeSilence(), System::nanoTime);
    this.guesses =
        new OperatorGuesses(settings.networkMap(), settings.geoDatabase(), places(settings));
    this.latencies = new LatencyMap(settings.waysRemembered(), guesses, edges::regionOf);
    this.chooser =
        new EdgeChooser(
            latencies,
            new KnownNetworks(settings.networksRemembered()),
            settings.exploration(),
            () -> ThreadLocalRandom.current().nextDouble(),
            System::nanoTime);
    this.priceClasses =
        settings.regions().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, region -> region.getValue().asPriceClass()));
    this.fullLoad = settings.fullLoad();
    this.kafka = kafka;
    this.domain = domain.toLowerCase(Locale.ROOT);
  }

  /** Where on the globe the regions are that say so. */
  private static Map<String, GlobePoint> places(RouterSettings settings) {
    Map<String, GlobePoint> places = new HashMap<>();
    settings
        .regions()
        .forEach((name, region) ->
            region.coordinates().ifPresent(text -> places.put(name, GlobePoint.parse(text))));
    return places;
  }

  void start(@Observes @Priority(BEFORE_LISTENERS) StartupEvent event, Vertx vertx) {
    TopicTail tail = EdgeFollower.start(edges, kafka);
    edgeTail = tail;
    tails.add(tail);
    tails.add(HostFollower.start(hosts, kafka));
    tails.add(LatencyFollower.start(latencies, kafka));
    vertx.setPeriodic(
        FILE_CHECK_MILLIS,
        _ ->
            vertx.executeBlocking(() -> {
              guesses.check();
              return true;
            }));
  }

  void stop(@Observes ShutdownEvent event) {
    tails.forEach(TopicTail::close);
  }

  /** The domain under which distributions have their own names; lower case. */
  public String domain() {
    return domain;
  }

  /** What holds for the viewers of the distribution with this host; null where there is none. */
  public @Nullable ViewerRules find(String host) {
    return hosts.find(host);
  }

  /**
   * The edge for this host and client, as things are now.
   *
   * @param mayExplore whether the viewer may be sent elsewhere than to the best one
   */
  public Choice choose(String host, ViewerRules rules, ClientPrefix client, boolean mayExplore) {
    return chooser.choose(question(host, rules, client, mayExplore), fleet());
  }

  /** All places that the client may be sent to, as it sees them now, best first. */
  public List<Place> places(String host, ViewerRules rules, ClientPrefix client) {
    return chooser.places(question(host, rules, client, false), fleet());
  }

  private static EdgeChooser.Question question(
      String host, ViewerRules rules, ClientPrefix client, boolean mayExplore) {
    return new EdgeChooser.Question(
        host.toLowerCase(Locale.ROOT), client, rules.priceClass(), mayExplore);
  }

  /** Whom an edge serves. */
  public Reach reach(String edgeId) {
    return latencies.reach(edgeId);
  }

  /** All edges as they are now. */
  public Fleet fleet() {
    long nowNanos = System.nanoTime();
    Known latest = known;
    if (latest == null || nowNanos - latest.atNanos() > FLEET_AGE_NANOS) {
      TopicTail tail = edgeTail;
      OptionalLong since = tail == null ? OptionalLong.empty() : tail.nanosSinceInTouch();
      latest = new Known(Fleet.of(edges.edges(since), priceClasses, fullLoad), nowNanos);
      known = latest;
    }
    return latest.fleet();
  }
}
