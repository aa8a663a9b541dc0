package dev.perigee.edge.settings;

import dev.perigee.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses to start with settings out of their ranges, before any other part of the edge is made.
 * Quarkus prints the message alone, without a stack trace.
 */
@Singleton
public final class SettingsCheck {

  private static final int FIRST = 1;

  /** A stream has up to 128 characters, a topic up to 249. */
  private static final Pattern TOPIC_PREFIX = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  /** No stream may be one of these. */
  private static final List<String> OWN_TOPICS =
      List.of(Topics.DISTRIBUTIONS, Topics.INVALIDATIONS, Topics.EDGES, Topics.LATENCY);

  private static final int MOST_ADDRESSES = 16;
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+([.][0-9]+){3}|[0-9a-fA-F:.]*:.*");
  private static final long KIBI = 1L << 10;
  private static final long MEBI = 1L << 20;
  private static final long GIBI = 1L << 30;
  private static final long TEBI = 1L << 40;
  private static final long PEBI = 1L << 50;
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  void check(
      @Observes @Priority(FIRST) StartupEvent event,
      EdgeSettings settings,
      AccessLogSettings accessLog,
      RealtimeLogSettings realtimeLog,
      ExplainSettings explain,
      PrefetchSettings prefetch) {
    List<String> problems = new ArrayList<>(problems(settings));
    problems.addAll(problems(accessLog));
    problems.addAll(problems(realtimeLog));
    problems.addAll(problems(explain));
    problems.addAll(problems(prefetch));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join(System.lineSeparator(), problems));
    }
  }

  /** One line for each setting that is out of range; empty where all are fine. */
  static List<String> problems(EdgeSettings settings) {
    Problems found = new Problems("perigee.edge");
    found.number("http-port", settings.httpPort(), 1, 65_535);
    found.number("https-port", settings.httpsPort(), 1, 65_535);
    found.time("certificates-check", settings.certificatesCheck(), SECOND, HOUR);
    found.time("lease", settings.lease(), Duration.ofSeconds(3), HOUR);
    List<String> addresses = settings.advertisedAddresses().orElse(List.of());
    found.number("advertised-addresses' number", addresses.size(), 0, MOST_ADDRESSES);
    addresses.forEach(address -> found.matching("advertised-addresses", address, ADDRESS));
    found.time("latency-interval", settings.latencyInterval(), SECOND, HOUR);
    found.number("invalidations-remembered", settings.invalidationsRemembered(), 1, 10_000_000);
    found.number("invalidations-max-bytes", settings.invalidationsMaxBytes(), 64 * KIBI, GIBI);
    found.number(
        "invalidations-max-bytes-in-all", settings.invalidationsMaxBytesInAll(), 64 * KIBI, TEBI);
    found.number("memory.max-bytes", settings.memory().maxBytes(), 64 * KIBI, TEBI);
    found.number("memory.max-object-bytes", settings.memory().maxObjectBytes(), 1, GIBI);
    found.number("memory.max-bytes-lent", settings.memory().maxBytesLent(), 0, TEBI);
    found.time("geo-database-check", settings.geoDatabaseCheck(), SECOND, HOUR);
    viewers(settings.viewers(), found);
    grid(settings.grid(), found);
    found.number("fill.max-bytes-in-flight", settings.fill().maxBytesInFlight(), 64 * KIBI, TEBI);
    found.number("fill.window-bytes", settings.fill().windowBytes(), KIBI, GIBI);
    found.number("fill.max-fetches", settings.fill().maxFetches(), 1, 65_535);
    found.number("fill.max-fetches-waiting", settings.fill().maxFetchesWaiting(), 0, 1_000_000);
    found.time("fill.fetch-wait", settings.fill().fetchWait(), MILLISECOND, MINUTE);
    origin(settings.origin(), found);
    found.number("compression.threads", settings.compression().threads(), 1, 256);
    found.number("compression.max-at-once", settings.compression().maxAtOnce(), 1, 65_536);
    return found.lines();
  }

  /** The same for the settings of access logs. */
  static List<String> problems(AccessLogSettings settings) {
    Problems found = new Problems("perigee.edge.access-log");
    found.number("queue-max-bytes", settings.queueMaxBytes(), 64 * KIBI, GIBI);
    found.time("rotate-after", settings.rotateAfter(), SECOND, HOUR);
    found.number("rotate-bytes", settings.rotateBytes(), 64 * KIBI, GIBI);
    found.number("max-bytes", settings.maxBytes(), MEBI, TEBI);
    AccessLogSettings.Delivery delivery = settings.delivery();
    if (delivery.endpoint().isPresent()) {
      found.present("delivery.access-key-id", delivery.accessKeyId());
      found.present("delivery.secret-access-key", delivery.secretAccessKey());
    }
    return found.lines();
  }

  /** The same for the settings of real-time logs. */
  static List<String> problems(RealtimeLogSettings settings) {
    Problems found = new Problems("perigee.edge.realtime-log");
    found.matching("topic-prefix", settings.topicPrefix(), TOPIC_PREFIX);
    found.beginningNoneOf("topic-prefix", settings.topicPrefix(), OWN_TOPICS);
    found.time("topic-retention", settings.topicRetention(), MINUTE, Duration.ofDays(365));
    found.number("queue-max-bytes", settings.queueMaxBytes(), 64 * KIBI, GIBI);
    found.number("buffer-bytes", settings.bufferBytes(), 64 * KIBI, GIBI);
    return found.lines();
  }

  /** The same for the settings of what is fetched beforehand. */
  static List<String> problems(PrefetchSettings settings) {
    Problems found = new Problems("perigee.edge.prefetch");
    found.number("max-at-once", settings.maxAtOnce(), 1, 65_536);
    found.time("pause", settings.pause(), SECOND, HOUR);
    found.number("max-characters", settings.maxCharacters(), 64 * KIBI, GIBI);
    return found.lines();
  }

  /** The same for the settings of accounts. */
  static List<String> problems(ExplainSettings settings) {
    Problems found = new Problems("perigee.edge.explain");
    settings.token().ifPresent(token -> found.number("token's length", token.length(), 16, 256));
    return found.lines();
  }

  private static void viewers(EdgeSettings.Viewers viewers, Problems found) {
    found.number("viewers.max-connections", viewers.maxConnections(), 1, 10_000_000);
    found.number(
        "viewers.max-connections-per-address", viewers.maxConnectionsPerAddress(), 1, 10_000_000);
    found.time("viewers.header-timeout", viewers.headerTimeout(), SECOND, HOUR);
    found.time("viewers.keep-alive-timeout", viewers.keepAliveTimeout(), SECOND, HOUR);
    found.time("viewers.idle-timeout", viewers.idleTimeout(), SECOND, HOUR);
    found.number("viewers.max-streams", viewers.maxStreams(), 1, 10_000);
    found.number("viewers.max-resets", viewers.maxResets(), 1, 100_000);
    found.number("viewers.max-body-bytes", viewers.maxBodyBytes(), 0, PEBI);
    found.time(
        "viewers.web-socket-idle-timeout",
        viewers.webSocketIdleTimeout(),
        SECOND,
        Duration.ofDays(1));
    found.time("viewers.drain-timeout", viewers.drainTimeout(), Duration.ZERO, HOUR);
  }

  private static void grid(EdgeSettings.Grid grid, Problems found) {
    if (grid.username().isPresent()) {
      found.present("grid.password", grid.password());
    }
    if (grid.authorities().isPresent()) {
      found.readable("grid.authorities", grid.authorities().get());
      found.present("grid.server-name", grid.serverName());
    }
    found.time("grid.start-timeout", grid.startTimeout(), Duration.ZERO, Duration.ofMinutes(10));
    found.time("grid.read-timeout", grid.readTimeout(), MILLISECOND, Duration.ofSeconds(10));
    found.number("grid.max-object-bytes", grid.maxObjectBytes(), 0, 1L << 62);
    found.number("grid.max-writes-in-flight", grid.maxWritesInFlight(), 1, 65_536);
    found.number("grid.failures-before-pause", grid.failuresBeforePause(), 1, 1_000_000);
    found.time("grid.pause", grid.pause(), MILLISECOND, HOUR);
    found.time("grid.keep-stale", grid.keepStale(), Duration.ZERO, Duration.ofDays(365));
  }

  private static void origin(EdgeSettings.Origin origin, Problems found) {
    found.number("origin.max-connections", origin.maxConnections(), 1, 65_535);
    found.number("origin.max-web-sockets", origin.maxWebSockets(), 1, 65_535);
    found.number("origin.max-requests", origin.maxRequests(), 1, 1_000_000);
    found.number("origin.max-waiting", origin.maxWaiting(), 0, 1_000_000);
    found.time(
        "origin.connect-timeout", origin.connectTimeout(), MILLISECOND, Duration.ofMinutes(1));
    found.time("origin.idle-timeout", origin.idleTimeout(), SECOND, HOUR);
  }
}
