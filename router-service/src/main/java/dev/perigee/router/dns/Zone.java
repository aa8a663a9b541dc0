package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  private final Name apex;
  private final Name nameServer;
  private final InetAddress nameServerAddress;
  private final Hosts hosts;
  private final HostRecords records;
  private final SOARecord authority;

  Zone(Name apex, InetAddress nameServerAddress, HostRecords records, Hosts hosts) {
    this.apex = apex;
    this.nameServer = below(apex, "ns");
    this.nameServerAddress = nameServerAddress;
    this.records = records;
    this.hosts = hosts;
    this.authority =
        new SOARecord(
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

  /** The hosts below the apex. */
  interface Hosts {
    /**
     * The distribution's host of this name; null where there is none.
     *
     * @param name in lower case, without a trailing dot
     */
    @Nullable Host find(String name);
  }

  /** A host of a distribution. */
  interface Host {
    /** The addresses of the edge that serves a client; empty where no edge is to be had. */
    Optional<List<InetAddress>> addresses(ClientPrefix client);

    /** The protocols over TLS that viewers may use beside HTTP/1.1, as ALPN names them. */
    List<String> protocols();
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
      return new Reply.Found(
          HostRecords.addresses(name, type, NAME_SERVER_TTL, List.of(nameServerAddress)));
    }
    String text = hostName(name);
    Host host = text == null ? null : hosts.find(text);
    if (host == null) {
      return new Reply.NoSuchName();
    }
    return host.addresses(client)
        .<Reply>map(found -> new Reply.Found(records.of(name, type, found, host.protocols())))
        .orElseGet(Reply.NoEdge::new);
  }

  /** The record that tells resolvers how long to remember that something is not there. */
  SOARecord authority() {
    return authority;
  }

  private List<Record> atApex(Name name, int type) {
    return switch (type) {
      case Type.SOA, Type.ANY -> List.of(authority);
      case Type.NS ->
          List.of(new NSRecord(name, DClass.IN, NAME_SERVER_TTL.toSeconds(), nameServer));
      default -> List.of();
    };
  }

  /** A name as hosts have it; null where no host can have it, since a label has a dot in it. */
  private static @Nullable String hostName(Name name) {
    byte[] bytes = name.toWireCanonical();
    int label = 0;
    while (bytes[label] != 0) {
      int next = label + bytes[label] + 1;
      for (int i = label + 1; i < next; i++) {
        if (bytes[i] == '.') {
          return null;
        }
      }
      bytes[label] = '.';
      label = next;
    }
    return new String(bytes, 1, bytes.length - 2, StandardCharsets.ISO_8859_1);
  }

  private static Name below(Name apex, String label) {
    try {
      return Name.concatenate(Name.fromString(label), apex);
    } catch (TextParseException | NameTooLongException e) {
      throw new IllegalArgumentException("domain: " + apex + " (expected: a shorter one)", e);
    }
  }
}
