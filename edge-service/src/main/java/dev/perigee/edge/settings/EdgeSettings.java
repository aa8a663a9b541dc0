package dev.perigee.edge.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be configured of an edge, under {@code perigee.edge}. {@link SettingsCheck} refuses what
 * is out of range.
 */
@ConfigMapping(prefix = "perigee.edge")
public interface EdgeSettings {

  /** Name of this edge, unique among all and stable over restarts. */
  @WithDefault("edge-1")
  String id();

  /** Name of the place it stands in. */
  @WithDefault("local")
  String region();

  /** Address that viewers connect to. */
  @WithDefault("127.0.0.1")
  String host();

  /**
   * Addresses of IPv4 and IPv6 under which viewers elsewhere reach it, at most 16; without any, the
   * one that it listens on. The router gives them to viewers.
   */
  Optional<List<String>> advertisedAddresses();

  /** Port for HTTP, 1 to 65535. */
  @WithDefault("8080")
  int httpPort();

  /** Port for HTTPS, 1 to 65535. It is open only where there are certificates. */
  @WithDefault("8443")
  int httpsPort();

  /**
   * Directory of certificates and their keys in PEM form: {@code NAME.crt} (or {@code NAME.pem})
   * with {@code NAME.key}, or {@code NAME/tls.crt} with {@code NAME/tls.key}; at most 10,000.
   * Without it viewers cannot connect over HTTPS.
   */
  Optional<Path> certificates();

  /** How often changed certificates are looked for, 1 s to 1 h. */
  @WithDefault("10s")
  Duration certificatesCheck();

  /** Whether TLS is by BoringSSL where that can be loaded, else by the JDK, which is slower. */
  @WithDefault("true")
  boolean nativeTls();

  /** Folder for what must survive a restart; made where it is not there. */
  @WithDefault("edge-state")
  Path stateDirectory();

  /**
   * Where origin-service's instances listen, each {@code URL} or {@code region=URL}. Requests for
   * one object go to one of them: of the region of its origin's shield, else of this edge's, else
   * of any.
   */
  @WithDefault("http://127.0.0.1:9010")
  List<String> originServices();

  /** The last word of {@code X-Cache}, as in {@code Hit from perigee}. */
  @WithDefault("perigee")
  String cacheName();

  /** How long the cache is trusted without word from the invalidation stream; 3 s to 1 h. */
  @WithDefault("10s")
  Duration lease();

  /** Paths and prefixes remembered of each distribution's invalidations; 1 to 10,000,000. */
  @WithDefault("100000")
  int invalidationsRemembered();

  /**
   * Bytes of heap that these may take, of each distribution; 65,536 to 2^30. Beyond either bound
   * the whole distribution counts as invalidated, once.
   */
  @WithDefault("16777216")
  long invalidationsMaxBytes();

  /**
   * Bytes of heap that those of all distributions may take together; 65,536 to 2^40. Beyond it the
   * distribution of which most is remembered counts as invalidated, once.
   */
  @WithDefault("67108864")
  long invalidationsMaxBytesInAll();

  /**
   * A MaxMind-format file that tells the countries of addresses; a new one must take its place by
   * renaming, as it is mapped into memory. Without it, a distribution with a geographic restriction
   * serves nobody.
   */
  Optional<Path> geoDatabase();

  /** How often a new file is looked for, 1 s to 1 h. */
  @WithDefault("10s")
  Duration geoDatabaseCheck();

  /** How often the round-trip times to viewers' networks are told to the router; 1 s to 1 h. */
  @WithDefault("5s")
  Duration latencyInterval();

  Viewers viewers();

  Memory memory();

  Grid grid();

  Fill fill();

  Origin origin();

  Compression compression();

  /** Viewers' connections. */
  interface Viewers {
    /** Connections that may be open, 1 to 10,000,000; further ones are closed at once. */
    @WithDefault("65536")
    int maxConnections();

    /**
     * Connections that one address may have open, an IPv6 network of 64 bits being one address; 1
     * to 10,000,000. Further ones are closed at once.
     */
    @WithDefault("1024")
    int maxConnectionsPerAddress();

    /** How long the first request on a connection may take to come; 1 s to 1 h. */
    @WithDefault("30s")
    Duration headerTimeout();

    /** How long a connection waits for its next request; 1 s to 1 h. */
    @WithDefault("75s")
    Duration keepAliveTimeout();

    /**
     * Time without a byte in either direction after which a connection is closed though a request
     * is under way, and after which a stream of HTTP/2 is reset of whose answer the viewer has
     * taken nothing; 1 s to 1 h. It should be longer than origins may take to answer.
     */
    @WithDefault("180s")
    Duration idleTimeout();

    /** Requests under way at a time on one connection of HTTP/2; 1 to 10,000. */
    @WithDefault("128")
    int maxStreams();

    /**
     * Requests that a viewer may break off on one connection of HTTP/2 within 30 s; 1 to 100,000.
     * At more, the connection is closed.
     */
    @WithDefault("200")
    int maxResets();

    /** Largest body of a request in bytes, 0 to 2^50; CloudFront's limit is 64 GiB. */
    @WithDefault("68719476736")
    long maxBodyBytes();

    /** Time without a byte from the origin after which a WebSocket is closed; 1 s to 1 day. */
    @WithDefault("10m")
    Duration webSocketIdleTimeout();

    /** How long requests under way may go on when the edge is stopped; 0 to 1 h. */
    @WithDefault("20s")
    Duration drainTimeout();
  }

  /** The memory cache. */
  interface Memory {
    /** Bytes of stored responses, bodies, heads and keys together; 65,536 to 2^40. */
    @WithDefault("134217728")
    long maxBytes();

    /**
     * Largest body that is stored in one piece, in bytes, 1 to 2^30; larger ones are stored in
     * slices of this size where their origin gives parts, else passed on.
     */
    @WithDefault("1048576")
    int maxObjectBytes();

    /**
     * Bytes that bodies may take beyond those of the memory cache while viewers are still being
     * sent what is stored no longer, 0 to 2^40; when they are taken, nothing more is stored.
     */
    @WithDefault("33554432")
    long maxBytesLent();
  }

  /** The shared grid. */
  interface Grid {
    /** Whether the grid is used at all. */
    @WithDefault("true")
    boolean enabled();

    /** The user name that the servers ask for; nothing for servers that ask for none. */
    Optional<String> username();

    /** Its password; wanted where there is a user name. */
    Optional<String> password();

    /** The SASL mechanism by which it is shown (RFC 4422). */
    @WithDefault("SCRAM-SHA-512")
    String saslMechanism();

    /**
     * A PEM file with the authorities that sign the servers' certificates. Where it is given, the
     * servers are spoken to over TLS alone.
     */
    Optional<Path> authorities();

    /** The host name that all servers' certificates have; wanted where there are authorities. */
    Optional<String> serverName();

    /**
     * How long an edge that starts waits for its first attempt to connect, 0 to 10 min; then it
     * lets viewers in without the grid.
     */
    @WithDefault("10s")
    Duration startTimeout();

    /** Time limit of a look-up, after which it counts as a miss; 1 ms to 10 s. */
    @WithDefault("250ms")
    Duration readTimeout();

    /**
     * Longest object that is shared through the grid, 0 to 2^62 bytes: one that is longer would
     * drive out much of what others share, and stays with the edges that its viewers ask.
     */
    @WithDefault("1073741824")
    long maxObjectBytes();

    /** Writes under way at most, 1 to 65,536; further objects are not shared. */
    @WithDefault("256")
    int maxWritesInFlight();

    /** Failures in a row after which the grid is left alone for a pause; 1 to 1,000,000. */
    @WithDefault("5")
    int failuresBeforePause();

    /** How long a failing grid is left alone; 1 ms to 1 h. */
    @WithDefault("1s")
    Duration pause();

    /** How long after its time to live an object stays for revalidation; 0 to 365 days. */
    @WithDefault("1d")
    Duration keepStale();
  }

  /** Objects on their way in. */
  interface Fill {
    /** Bytes of bodies being collected for storage, all together; 65,536 to 2^40. */
    @WithDefault("67108864")
    long maxBytesInFlight();

    /**
     * Bytes that a shared stream may run ahead of its slowest viewer once it is not collected;
     * 1,024 to 2^30.
     */
    @WithDefault("1048576")
    int windowBytes();

    /**
     * Requests of one distribution to one of its origins at a time, for objects that may be cached;
     * 1 to 65,535. Further ones wait, so that what is purged comes back at a pace that the origin
     * bears.
     */
    @WithDefault("128")
    int maxFetches();

    /** How many wait so, 0 to 1,000,000; more are refused with 503. */
    @WithDefault("4096")
    int maxFetchesWaiting();

    /** How long one waits before it is refused; 1 ms to 1 min. */
    @WithDefault("10s")
    Duration fetchWait();
  }

  /** Connections to origin-service. */
  interface Origin {
    /** Connections to each instance at most, shared out among event loops; 1 to 65,535. */
    @WithDefault("8192")
    int maxConnections();

    /**
     * Requests that wait for the head of an answer at most, 1 to 1,000,000. When there are more,
     * origins get fair shares: the youngest of the origin that has most is answered with 503.
     */
    @WithDefault("4096")
    int maxRequests();

    /** Requests that wait for a connection at most, 0 to 1,000,000; more are refused with 503. */
    @WithDefault("4096")
    int maxWaiting();

    /** WebSocket connections through each instance at most; 1 to 65,535. More are refused. */
    @WithDefault("1024")
    int maxWebSockets();

    /** Time limit to connect to an instance; 1 ms to 1 min. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** Time without a byte from an instance after which a request fails; 1 s to 1 h. */
    @WithDefault("150s")
    Duration idleTimeout();
  }

  /** Compressing what origins did not. */
  interface Compression {
    /** Threads that compress, 1 to 256. */
    @WithDefault("2")
    int threads();

    /**
     * Bodies that are compressed at a time, 1 to 65,536, each taking about 2 MiB; further ones are
     * left as they are.
     */
    @WithDefault("32")
    int maxAtOnce();
  }
}
