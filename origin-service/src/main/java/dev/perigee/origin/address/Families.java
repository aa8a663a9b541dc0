package dev.perigee.origin.address;

import dev.perigee.contracts.Origin.AddressFamily;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Which of a host's addresses are used, by their family. */
public final class Families {

  private Families() {}

  /**
   * The addresses of a family in their order; of both in turn, so that the second attempt to
   * connect is by the other family.
   */
  public static List<InetAddress> of(AddressFamily family, List<InetAddress> found) {
    List<InetAddress> four = found.stream().filter(Inet4Address.class::isInstance).toList();
    List<InetAddress> six = found.stream().filter(a -> !(a instanceof Inet4Address)).toList();
    return switch (family) {
      case IPV4 -> four;
      case IPV6 -> six;
      case DUAL_STACK -> inTurn(four, six);
    };
  }

  /** The family for people. */
  public static String inWords(AddressFamily family) {
    return switch (family) {
      case IPV4 -> "IPv4 address";
      case IPV6 -> "IPv6 address";
      case DUAL_STACK -> "address";
    };
  }

  private static List<InetAddress> inTurn(List<InetAddress> four, List<InetAddress> six) {
    List<InetAddress> all = new ArrayList<>(four.size() + six.size());
    for (int i = 0; i < Math.max(four.size(), six.size()); i++) {
      if (i < four.size()) {
        all.add(four.get(i));
      }
      if (i < six.size()) {
        all.add(six.get(i));
      }
    }
    return all;
  }
}
