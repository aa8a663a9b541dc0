package dev.perigee.router.dns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of the DNS server. */
@ConfigMapping(prefix = "perigee.router.dns")
interface DnsConfig {

  /** Address that resolvers send to. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port that resolvers send to, over UDP and TCP, 1 to 65535. */
  @WithDefault("8053")
  int port();

  /** Address of {@code ns.<domain>}, under which resolvers elsewhere reach this server. */
  @WithDefault("127.0.0.1")
  String advertisedAddress();

  /**
   * Connections over TCP at a time, 1 to 65,536, of one network an eighth of them; further ones are
   * closed at once.
   */
  @WithDefault("256")
  int tcpConnections();

  /** How long resolvers may keep an edge's address, in whole seconds, 0 or more. */
  @WithDefault("60s")
  Duration ttl();

  /**
   * Port at which every edge serves HTTPS, 1 to 65535. With it the hosts have HTTPS records (RFC
   * 9460): browsers then use HTTPS for {@code http} URLs, too.
   */
  OptionalInt httpsPort();

  /**
   * Whole answers a second over UDP to one network, /24 of IPv4 and /48 of IPv6, 1 to 1,000,000; 0
   * for no limit. As many more are truncated, so that resolvers ask again over TCP; the rest of the
   * questions is not answered. Loopback, and who sends a good cookie (RFC 7873), is not limited.
   */
  @WithDefault("1000")
  int answersPerSecond();

  /**
   * Secrets that DNS cookies are made of, 32 hexadecimal digits each. Routers behind one address
   * share them; the first makes cookies, each makes them good, so that they can be changed one by
   * one. Without any, each router has its own.
   */
  Optional<List<String>> cookieSecrets();
}
