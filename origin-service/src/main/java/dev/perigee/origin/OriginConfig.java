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

  /** How long a request waits for an origin definition that is not known yet. */
  @WithDefault("2s")
  Duration definitionWait();

  /** How long a definition is kept after its distribution has another one in its place. */
  @WithDefault("1h")
  Duration supersededRetention();

  /** Most superseded definitions kept, 0 or more. */
  @WithDefault("10000")
  int maxSuperseded();

  /** Most requests under way and waiting, 1 or more. Each may hold some 150 KiB of a body. */
  @WithDefault("512")
  int maxRequests();

  /** Most requests to one origin at a time, 1 or more. */
  @WithDefault("256")
  int maxRequestsPerOrigin();

  /** Most requests that wait for another one to the same origin to end, 0 or more. */
  @WithDefault("256")
  int maxWaitingPerOrigin();

  /** How long such a request waits. */
  @WithDefault("5s")
  Duration waitLimit();

  /** How long an edge may neither take nor send the next part of a body. */
  @WithDefault("60s")
  Duration edgeStallLimit();
}
