package dev.perigee.origin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of origin-service. */
@ConfigMapping(prefix = "perigee.origin")
interface OriginConfig {

  /** Address that edges connect to. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port that edges connect to, 0 to 65535; 0 takes a free one. */
  @WithDefault("9010")
  int port();

  /** Directory of the saved origin definitions; made where it is not there. */
  @WithDefault(".perigee/origin-service")
  Path stateDirectory();

  /** Networks in CIDR notation whose addresses origins may have although they are not public. */
  Optional<List<String>> allowedNetworks();

  /**
   * What really answers for a domain: {@code domain-suffix=URL} entries. The URL may hold
   * credentials in front of the host, percent-encoded, and the parameters {@code style} ({@code
   * path} or {@code virtual-host}: where the bucket's name goes) and {@code region}.
   */
  Optional<List<String>> endpoints();

  /**
   * File of certificates in PEM form, of authorities that may sign origins' certificates beside
   * those that Java trusts.
   */
  Optional<Path> trustedCertificates();

  /** How long requests under way may go on when the service is stopped. */
  @WithDefault("10s")
  Duration drainTimeout();

  /** How long a request waits for an origin definition that is not known yet. */
  @WithDefault("2s")
  Duration definitionWait();

  /** How long a definition is kept after its distribution has another one in its place. */
  @WithDefault("1h")
  Duration supersededRetention();

  /** Most superseded definitions kept, 0 or more. */
  @WithDefault("10000")
  int maxSuperseded();

  /**
   * Most requests that wait for an origin's answer or for their turn, 1 or more. When there are
   * more, origins get fair shares: the youngest of the origin that has most is answered with 503.
   */
  @WithDefault("4096")
  int maxRequests();

  /**
   * Most responses whose bodies are on their way, 2 or more; of one origin at most as many as are
   * left free for the others. Each may hold some 200 KiB.
   */
  @WithDefault("512")
  int maxBodies();

  /** Most WebSockets that are open, shared out in the same way, 2 or more. */
  @WithDefault("2048")
  int maxWebSockets();

  /** Most requests to one origin at a time, 1 or more. */
  @WithDefault("256")
  int maxRequestsPerOrigin();

  /**
   * Most requests that wait for an answer that the origin holds back (blocking reloads of
   * low-latency playlists), 1 or more, with fair shares too. They come on top of the others.
   */
  @WithDefault("1024")
  int maxHeld();

  /** Most such requests to one origin at a time, 1 or more. */
  @WithDefault("256")
  int maxHeldPerOrigin();

  /** Most requests that wait for another one to the same origin to end, 0 or more. */
  @WithDefault("256")
  int maxWaitingPerOrigin();

  /** How long such a request waits. */
  @WithDefault("5s")
  Duration waitLimit();

  /**
   * Failures in a row to connect to an origin group's primary, or to hear from it in time, after
   * which requests go to the secondary at once; 0 for never, as CloudFront has it.
   */
  @WithDefault("0")
  int passiveHealthFailures();

  /** Time between two tries of a primary that is left out so, above 0. */
  @WithDefault("10s")
  Duration passiveHealthPause();

  /**
   * How long, in a group that chooses by media quality, the primary's answer waits for the score of
   * the secondary's.
   */
  @WithDefault("500ms")
  Duration mediaQualityWait();

  /**
   * Most bytes of one response that are kept for edges that ask for the same object while it comes,
   * 0 or more; a response that is longer is not shared. Edges ask for large objects in slices of
   * 1,048,576 bytes.
   */
  @WithDefault("1048576")
  long shieldBodyBytes();

  /** Most bytes of all such responses together, 0 or more. */
  @WithDefault("33554432")
  long shieldMemoryBytes();

  /**
   * How long a response that lives for a minute or more is kept once it is complete, for edges that
   * do not find it where the first one has put it yet; 0 for not at all.
   */
  @WithDefault("1s")
  Duration shieldLinger();

  /**
   * Most bytes between the fastest edge and the slowest of a response that turned out longer than
   * what is kept, 1 or more.
   */
  @WithDefault("262144")
  long shieldWindowBytes();

  /** How long an edge may neither take nor send the next part of a body. */
  @WithDefault("60s")
  Duration edgeStallLimit();
}
