package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The domain of the distributions as DNS sees it. Its hosts have the address of the edge chosen at
 * the moment; its apex names one name server, {@code ns.<domain>}, whose address is this service's.
 */
final class Zone {

  private static final Duration NAME_SERVER_TTL = Duration.ofHours(1);
  private static final Duration REFRESH = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofMinutes(10);
  private static final Duration EXPIRE = Duration.ofDays(7);
  private static final Duration NEGATIVE_TTL = Duration.ofSeconds(10);

  /** So that every answer fits the smallest datagram. */
  private static final int MOST_ADDRESSES = 4;

  private final Name apex;
  private final Name nameServer;
  private final InetAddress nameServerAddress;
  private final Duration ttl;
  private final Hosts hosts;

  /**
   * A zone.
   *
   * @param ttl how long an edge's address may be kept
   */
  Zone(Name apex, InetAddress nameServerAddress, Duration ttl, Hosts hosts) {
    this.apex = apex;
    this.nameServer = below(apex, "ns");
    this.nameServerAddress = nameServerAddress;
    this.ttl = ttl;
    this.hosts = hosts;
  }

  /** The hosts below the apex; names in lower case, without a trailing dot. */
  interface Hosts {
    /** Whether a distribution has this host. */
    boolean knows(String host);

    /** The addresses of the edge that serves a client; empty where no edge is to be had. */
    Optional<List<InetAddress>> addresses(String host, ClientPrefix client);
  }

  /** What the zone says to a question. */
  sealed interface Reply {
    /** These records; none where the name is there and has none of the type. */
    record Found(List<Record> records) implements Reply {}

    /** No such name in the zone. */
    record NoSuchName() implements Reply {}

    /** The name is there, and no edge is to be had for it. */
    record NoEdge() implements Reply {}

    /** The name is not in the zone. */
    record NotOurs() implements Reply {}
  }

  Reply ask(Name name, int type, ClientPrefix client) {
    if (!name.subdomain(apex)) {
      return new Reply.NotOurs();
    }
    if (name.equals(apex)) {
      return new Reply.Found(atApex(name, type));
    }
    if (name.equals(nameServer)) {
      return new Reply.Found(addresses(name, type, NAME_SERVER_TTL, List.of(nameServerAddress)));
    }
    String host = name.toString(true).toLowerCase(Locale.ROOT);
    if (!hosts.knows(host)) {
      return new Reply.NoSuchName();
    }
    return hosts
        .addresses(host, client)
        .<Reply>map(found -> new Reply.Found(addresses(name, type, ttl, found)))
        .orElseGet(Reply.NoEdge::new);
  }

  /** The record that tells resolvers how long to remember that something is not there. */
  SOARecord authority() {
    return new SOARecord(
        apex,
        DClass.IN,
        NEGATIVE_TTL.toSeconds(),
        nameServer,
        below(apex, "hostmaster"),
        1,
        REFRESH.toSeconds(),
        RETRY.toSeconds(),
        EXPIRE.toSeconds(),
        NEGATIVE_TTL.toSeconds());
  }

  private List<Record> atApex(Name name, int type) {
    return switch (type) {
      case Type.SOA, Type.ANY -> List.of(authority());
      case Type.NS ->
          List.of(new NSRecord(name, DClass.IN, NAME_SERVER_TTL.toSeconds(), nameServer));
      default -> List.of();
    };
  }

  /** To {@code ANY} the addresses are answer enough (RFC 8482, section 4.1). */
  private static List<Record> addresses(
      Name name, int type, Duration ttl, List<InetAddress> addresses) {
    return addresses.stream()
        .filter(address ->
            type == Type.ANY || type == (address instanceof Inet4Address ? Type.A : Type.AAAA))
        .limit(MOST_ADDRESSES)
        .map(address -> record(name, ttl, address))
        .toList();
  }

  private static Record record(Name name, Duration ttl, InetAddress address) {
    return address instanceof Inet4Address
        ? new ARecord(name, DClass.IN, ttl.toSeconds(), address)
        : new AAAARecord(name, DClass.IN, ttl.toSeconds(), address);
  }

  private static Name below(Name apex, String label) {
    try {
      return Name.concatenate(Name.fromString(label), apex);
    } catch (TextParseException | NameTooLongException e) {
      throw new IllegalArgumentException("domain: " + apex + " (expected: a shorter one)", e);
    }
  }
}
