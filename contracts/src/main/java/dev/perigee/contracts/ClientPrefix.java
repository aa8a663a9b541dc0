package dev.perigee.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A network that clients are in, by its first bits; written as {@code 203.0.113.0/24}. No longer
 * ones than {@value #IPV4_BITS} bits of IPv4 and {@value #IPV6_BITS} of IPv6 are told apart: they
 * say where clients are, not who they are (RFC 7871, section 11.1).
 */
public final class ClientPrefix {

  public static final int IPV4_BITS = 24;
  public static final int IPV6_BITS = 48;

  /** Nothing that would be looked up as a name. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+([.][0-9]+){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*");

  private final byte[] address;
  private final int bits;

  private ClientPrefix(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** The network of an address; an IPv4 address that is mapped into IPv6 is one of IPv4. */
  public static ClientPrefix of(InetAddress address) {
    return of(address, Integer.MAX_VALUE);
  }

  /**
   * A network around an address.
   *
   * @param bits how many of them are known, 0 or more; what is too long is shortened
   */
  public static ClientPrefix of(InetAddress address, int bits) {
    byte[] masked = address.getAddress();
    int kept = Math.min(bits, masked.length == 4 ? IPV4_BITS : IPV6_BITS);
    mask(masked, kept);
    return new ClientPrefix(masked, kept);
  }

  /**
   * Reads what {@link #toString} has written. No name is looked up.
   *
   * @throws IllegalArgumentException where it is of another form
   */
  @JsonCreator
  public static ClientPrefix parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? "" : text.substring(0, slash);
    if (ADDRESS.matcher(host).matches()) {
      try {
        return of(InetAddress.getByName(host), Integer.parseUnsignedInt(text.substring(slash + 1)));
      } catch (UnknownHostException | NumberFormatException e) {
        // Told below.
      }
    }
    throw new IllegalArgumentException("network: '" + text + "' (expected: such as 192.0.2.0/24)");
  }

  /** The network of fewer bits around this one; itself where it has no more. */
  public ClientPrefix widened(int toBits) {
    if (toBits >= bits) {
      return this;
    }
    byte[] masked = address.clone();
    mask(masked, toBits);
    return new ClientPrefix(masked, toBits);
  }

  private static void mask(byte[] address, int bits) {
    for (int i = 0; i < address.length; i++) {
      int kept = Math.clamp(bits - 8L * i, 0, 8);
      address[i] &= (byte) (0xff << (8 - kept));
    }
  }

  public int bits() {
    return bits;
  }

  /** The first address in it. */
  public InetAddress address() {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(HexFormat.of().formatHex(address), e);
    }
  }

  public boolean isIpv4() {
    return address.length == 4;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientPrefix prefix
        && bits == prefix.bits
        && Arrays.equals(address, prefix.address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + bits;
  }

  @JsonValue
  @Override
  public String toString() {
    return address().getHostAddress() + "/" + bits;
  }
}
