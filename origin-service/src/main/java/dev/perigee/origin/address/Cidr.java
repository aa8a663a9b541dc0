package dev.perigee.origin.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network as {@code address/prefix length}; a bare address means that address alone. */
final class Cidr {

  private final String text;
  private final byte[] network;
  private final int prefixBits;

  private Cidr(String text, byte[] network, int prefixBits) {
    this.text = text;
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /**
   * Reads a network.
   *
   * @throws IllegalArgumentException with the text and what was expected
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = literal(text, slash < 0 ? text : text.substring(0, slash));
    int most = network.length * Byte.SIZE;
    int prefixBits = slash < 0 ? most : prefixLength(text, text.substring(slash + 1), most);
    return new Cidr(text, network, prefixBits);
  }

  private static byte[] literal(String text, String address) {
    if (address.isEmpty() || !address.matches("[0-9a-fA-F:.]+")) {
      throw malformed(text);
    }
    try {
      // The pattern above admits no host name, so nothing is looked up.
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw malformed(text);
    }
  }

  private static int prefixLength(String text, String digits, int most) {
    try {
      int bits = Integer.parseInt(digits);
      if (bits >= 0 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      // Told below, with the whole text.
    }
    throw malformed(text);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "network: " + text + " (expected: CIDR such as 10.0.0.0/8 or fd00::/8)");
  }

  /** Whether the address lies in this network; an address of the other family never does. */
  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int whole = prefixBits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != network[i]) {
        return false;
      }
    }
    int rest = prefixBits % Byte.SIZE;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (Byte.SIZE - rest);
    return (bytes[whole] & mask) == (network[whole] & mask);
  }

  @Override
  public String toString() {
    return text;
  }
}
