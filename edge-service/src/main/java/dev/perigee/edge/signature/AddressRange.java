package dev.perigee.edge.signature;

/**
 * A range of IPv4 addresses. It never contains an IPv6 address.
 *
 * @param bits the first address
 * @param mask ones where an address must agree with it
 */
record AddressRange(int bits, int mask) {

  /**
   * Reads {@code a.b.c.d/n}; without a length it is one address.
   *
   * @throws IllegalArgumentException where the text is none
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int length = slash < 0 ? 32 : number(text.substring(slash + 1), 32);
    int mask = length == 0 ? 0 : -1 << (32 - length);
    return new AddressRange(address(address) & mask, mask);
  }

  boolean contains(String address) {
    return address.indexOf(':') < 0 && (address(address) & mask) == bits;
  }

  private static int address(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(text + " (expected: an IPv4 address)");
    }
    int bits = 0;
    for (String part : parts) {
      bits = bits << 8 | number(part, 255);
    }
    return bits;
  }

  private static int number(String text, int most) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(text + " (expected: 0 to " + most + ")");
    }
    return Integer.parseInt(text);
  }
}
