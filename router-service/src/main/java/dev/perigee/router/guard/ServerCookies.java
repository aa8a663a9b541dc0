package dev.perigee.router.guard;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/**
 * DNS cookies (RFC 7873) in the form that several servers can share (RFC 9018): who sends one back
 * receives what is sent to its address. Nothing is kept of anybody. Thread-safe.
 */
public final class ServerCookies {

  private static final int CLIENT_BYTES = 8;
  private static final int SERVER_BYTES = 16;
  private static final int HEAD_BYTES = 8;
  private static final int TIME_OFFSET = 4;
  private static final byte VERSION = 1;
  private static final long LONGEST_AGE_SECONDS = Duration.ofHours(1).toSeconds();
  private static final long CLOCK_SKEW_SECONDS = Duration.ofMinutes(5).toSeconds();

  private final List<SipHash> keys;
  private final InstantSource clock;

  private ServerCookies(List<SipHash> keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param secrets of 32 hexadecimal digits each: the first makes cookies, each makes them good;
   *     none for one of this process alone
   * @throws IllegalArgumentException where one has another form
   */
  public static ServerCookies of(List<String> secrets, InstantSource clock) {
    return new ServerCookies(
        secrets.isEmpty()
            ? List.of(SipHash.random())
            : secrets.stream().map(ServerCookies::key).toList(),
        clock);
  }

  private static SipHash key(String secret) {
    if (secret.length() != 2 * SipHash.KEY_BYTES
        || !secret.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException(
          "perigee.router.dns.cookie-secrets: one of %d characters (expected: 32 hexadecimal digits)"
              .formatted(secret.length()));
    }
    return SipHash.keyed(HexFormat.of().parseHex(secret));
  }

  /** The cookie for a client, from now on. */
  public byte[] make(byte[] clientCookie, InetAddress client) {
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES)
            .put(VERSION)
            .putInt(TIME_OFFSET, (int) clock.instant().getEpochSecond())
            .array();
    return ByteBuffer.allocate(SERVER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(head)
        .putLong(hash(keys.getFirst(), clientCookie, head, client))
        .array();
  }

  /** Whether this server, or one that shares the secret, gave the cookie to this client lately. */
  public boolean isGood(byte[] clientCookie, byte[] serverCookie, InetAddress client) {
    if (serverCookie.length != SERVER_BYTES || serverCookie[0] != VERSION) {
      return false;
    }
    ByteBuffer cookie = ByteBuffer.wrap(serverCookie);
    int age = (int) clock.instant().getEpochSecond() - cookie.getInt(TIME_OFFSET);
    if (age > LONGEST_AGE_SECONDS || age < -CLOCK_SKEW_SECONDS) {
      return false;
    }
    byte[] head = new byte[HEAD_BYTES];
    cookie.get(head);
    long told = cookie.order(ByteOrder.LITTLE_ENDIAN).getLong();
    return keys.stream().anyMatch(key -> hash(key, clientCookie, head, client) == told);
  }

  private static long hash(SipHash key, byte[] clientCookie, byte[] head, InetAddress client) {
    byte[] address = client.getAddress();
    ByteBuffer bytes = ByteBuffer.allocate(CLIENT_BYTES + HEAD_BYTES + address.length);
    return key.hash(bytes.put(clientCookie).put(head).put(address).array());
  }
}
