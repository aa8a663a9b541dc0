package dev.perigee.router.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HTTPSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SVCBBase.ParameterAlpn;
import org.xbill.DNS.SVCBBase.ParameterBase;
import org.xbill.DNS.SVCBBase.ParameterIpv4Hint;
import org.xbill.DNS.SVCBBase.ParameterIpv6Hint;
import org.xbill.DNS.SVCBBase.ParameterPort;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The records of the distributions' hosts.
 *
 * @param ttl how long an edge's address may be kept
 * @param httpsPort where every edge serves HTTPS; empty for no HTTPS records
 */
record HostRecords(Duration ttl, OptionalInt httpsPort) {

  /** So that every answer fits the smallest datagram. */
  private static final int MOST_ADDRESSES = 4;

  private static final int STANDARD_HTTPS_PORT = 443;
  private static final int HIGHEST_PORT = 65_535;

  /** The host itself, with parameters, in the place of an alias (RFC 9460, section 2.4.3). */
  private static final int SERVICE_MODE = 1;

  HostRecords {
    int port = httpsPort.orElse(STANDARD_HTTPS_PORT);
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "perigee.router.dns.https-port: %d (expected: 1 to %d)".formatted(port, HIGHEST_PORT));
    }
  }

  /** A host's records of a type: none where it has no such records. */
  List<Record> of(Name name, int type, List<InetAddress> addresses, List<String> protocols) {
    if (type == Type.HTTPS) {
      return httpsPort.isPresent() ? List.of(https(name, addresses, protocols)) : List.of();
    }
    return addresses(name, type, ttl, addresses);
  }

  /** To {@code ANY} the addresses of one kind are answer enough (RFC 8482, section 4.1). */
  static List<Record> addresses(Name name, int type, Duration ttl, List<InetAddress> addresses) {
    int wanted = type;
    if (type == Type.ANY) {
      wanted = addresses.stream().anyMatch(Inet4Address.class::isInstance) ? Type.A : Type.AAAA;
    }
    List<Record> records = new ArrayList<>(1);
    for (InetAddress address : addresses) {
      boolean isIpv4 = address instanceof Inet4Address;
      if (wanted == (isIpv4 ? Type.A : Type.AAAA) && records.size() < MOST_ADDRESSES) {
        records.add(
            isIpv4
                ? new ARecord(name, DClass.IN, ttl.toSeconds(), address)
                : new AAAARecord(name, DClass.IN, ttl.toSeconds(), address));
      }
    }
    return records;
  }

  private Record https(Name name, List<InetAddress> addresses, List<String> protocols) {
    List<ParameterBase> parameters = new ArrayList<>();
    if (!protocols.isEmpty()) {
      parameters.add(alpn(protocols));
    }
    int port = httpsPort.orElseThrow();
    if (port != STANDARD_HTTPS_PORT) {
      parameters.add(new ParameterPort(port));
    }
    List<Inet4Address> ipv4 = only(Inet4Address.class, addresses);
    if (!ipv4.isEmpty()) {
      parameters.add(new ParameterIpv4Hint(ipv4));
    }
    List<Inet6Address> ipv6 = only(Inet6Address.class, addresses);
    if (!ipv6.isEmpty()) {
      parameters.add(new ParameterIpv6Hint(ipv6));
    }
    return new HTTPSRecord(name, DClass.IN, ttl.toSeconds(), SERVICE_MODE, Name.root, parameters);
  }

  private static ParameterAlpn alpn(List<String> protocols) {
    try {
      return new ParameterAlpn(protocols);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("ALPN names: " + protocols, e);
    }
  }

  private static <T extends InetAddress> List<T> only(Class<T> kind, List<InetAddress> addresses) {
    return addresses.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .limit(MOST_ADDRESSES)
        .toList();
  }
}
