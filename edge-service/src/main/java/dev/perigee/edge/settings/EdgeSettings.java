package dev.perigee.edge.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be configured of an edge, under {@code perigee.edge}. */
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

  /** Port for HTTP, 0 to 65535; 0 lets the system choose. */
  @WithDefault("8080")
  int httpPort();

  /** Folder for what must survive a restart; made where it is not there. */
  @WithDefault("edge-state")
  Path stateDirectory();

  /** Where origin-service's instances listen; requests for one object go to one of them. */
  @WithDefault("http://127.0.0.1:9010")
  List<URI> originServices();

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
   * Bytes of heap that these may take, of each distribution; 65,536 to 1,073,741,824. Beyond either
   * bound the whole distribution counts as invalidated, once.
   */
  @WithDefault("16777216")
  long invalidationsMaxBytes();

  Memory memory();

  Grid grid();

  Fill fill();

  Origin origin();

  /** The memory cache. */
  interface Memory {
    /** Bytes of stored responses, bodies, heads and keys together. */
    @WithDefault("134217728")
    long maxBytes();

    /** Largest body that is stored, in bytes; larger ones are passed on. */
    @WithDefault("1048576")
    int maxObjectBytes();
  }

  /** The shared grid. */
  interface Grid {
    /** Whether the grid is used at all. */
    @WithDefault("true")
    boolean enabled();

    /** Time limit of a look-up, after which it counts as a miss. */
    @WithDefault("100ms")
    Duration readTimeout();

    /** Writes under way at most; further objects are not shared. */
    @WithDefault("256")
    int maxWritesInFlight();

    /** Failures in a row after which the grid is left alone for {@link #pause()}. */
    @WithDefault("5")
    int failuresBeforePause();

    /** How long a failing grid is left alone. */
    @WithDefault("1s")
    Duration pause();

    /** How long after its time to live an object stays for revalidation. */
    @WithDefault("1d")
    Duration keepStale();
  }

  /** Objects on their way in. */
  interface Fill {
    /** Bytes of bodies being collected for storage, all together. */
    @WithDefault("67108864")
    long maxBytesInFlight();

    /** Bytes that a shared stream may run ahead of its slowest viewer once it is not collected. */
    @WithDefault("1048576")
    int windowBytes();
  }

  /** Connections to origin-service. */
  interface Origin {
    /** Connections to each instance at most. */
    @WithDefault("256")
    int maxConnections();

    /** Requests that wait for a connection at most; more are refused with 503. */
    @WithDefault("4096")
    int maxWaiting();

    /** Time limit to connect to an instance. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** Time without a byte from an instance after which a request fails. */
    @WithDefault("150s")
    Duration idleTimeout();
  }
}
