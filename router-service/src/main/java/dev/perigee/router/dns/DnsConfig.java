package dev.perigee.router.dns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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

  /** Connections over TCP at a time, 1 to 65,536; further ones are closed at once. */
  @WithDefault("256")
  int tcpConnections();

  /** How long resolvers may keep an edge's address, in whole seconds, 0 or more. */
  @WithDefault("60s")
  Duration ttl();
}
