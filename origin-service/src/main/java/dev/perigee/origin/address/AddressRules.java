package dev.perigee.origin.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a tenant's origin may have. A tenant names origins freely, so without this rule
 * the service would fetch from the operator's own networks, cloud metadata included, on a tenant's
 * word. Closed is every network that the IANA special-purpose registries do not list as globally
 * reachable, except what the operator opens.
 */
public final class AddressRules {

  private static final List<Cidr> CLOSED =
      networks(
          List.of(
              "0.0.0.0/8", // this network, unspecified
              "10.0.0.0/8",
              "100.64.0.0/10", // carrier-grade NAT
              "127.0.0.0/8",
              "169.254.0.0/16", // link-local: cloud metadata
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, broadcast
              "::/96", // unspecified, loopback, IPv4-compatible
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23", // Teredo among others
              "2001:db8::/32",
              "2002::/16", // 6to4 carries an IPv4 address
              "3fff::/20",
              "fc00::/7", // unique local: cloud metadata
              "fe80::/10",
              "fec0::/10",
              "ff00::/8"));

  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final int IPV4_BYTES = 4;

  private final List<Cidr> opened;

  private AddressRules(List<Cidr> opened) {
    this.opened = opened;
  }

  /**
   * The rules with some networks opened.
   *
   * @param opened CIDR notation
   * @throws IllegalArgumentException where one is not a network
   */
  public static AddressRules opening(List<String> opened) {
    return new AddressRules(networks(opened));
  }

  /** Whether a tenant's origin may have this address. */
  public boolean admits(InetAddress address) {
    if (contains(opened, address)) {
      return true;
    }
    // Java itself turns an IPv4-mapped IPv6 address into the IPv4 address.
    return NAT64.contains(address) ? admits(embedded(address)) : !contains(CLOSED, address);
  }

  private static InetAddress embedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean contains(List<Cidr> networks, InetAddress address) {
    for (Cidr network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<Cidr> networks(List<String> texts) {
    return texts.stream().map(String::strip).map(Cidr::parse).toList();
  }
}
