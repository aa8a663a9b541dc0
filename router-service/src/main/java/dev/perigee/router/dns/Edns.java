package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.guard.ServerCookies;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

/**
 * What a query says by EDNS (RFC 6891): for whom it asks (RFC 7871), that it comes from where it
 * seems to come from (RFC 7873), how much its sender takes.
 *
 * @param record null where the query has none
 */
record Edns(
    @Nullable OPTRecord record,
    @Nullable ClientSubnetOption subnet,
    @Nullable CookieOption cookie) {

  /** The payload that we take over UDP, and send at most; what DNS operators agreed on in 2020. */
  private static final int UDP_PAYLOAD = 1_232;

  private static final int SMALLEST_PAYLOAD = 512;
  private static final Edns NONE = new Edns(null, null, null);

  static Edns of(Message query) {
    OPTRecord record = query.getOPT();
    if (record == null) {
      return NONE;
    }
    ClientSubnetOption subnet = null;
    CookieOption cookie = null;
    for (EDNSOption option : record.getOptions()) {
      if (option instanceof ClientSubnetOption found && subnet == null) {
        subnet = found;
      } else if (option instanceof CookieOption found && cookie == null) {
        cookie = found;
      }
    }
    return new Edns(record, subnet, cookie);
  }

  /** Of a version that we do not know. */
  boolean isTooNew() {
    return record != null && record.getVersion() > 0;
  }

  /** How long an answer over UDP may be. */
  int payload() {
    return record == null
        ? SMALLEST_PAYLOAD
        : Math.clamp(record.getPayloadSize(), SMALLEST_PAYLOAD, UDP_PAYLOAD);
  }

  /** A subnet of no bits says that the client is not to be told of. */
  ClientPrefix client(InetAddress resolver) {
    return subnet == null || subnet.getSourcePrefixLength() == 0
        ? ClientPrefix.of(resolver)
        : ClientPrefix.of(subnet.getAddress(), subnet.getSourcePrefixLength());
  }

  boolean hasGoodCookie(ServerCookies cookies, InetAddress resolver) {
    return cookie != null
        && cookie
            .getServerCookie()
            .filter(server -> cookies.isGood(cookie.getClientCookie(), server, resolver))
            .isPresent();
  }

  /** What an answer says by EDNS; null to a query without it. */
  @Nullable OPTRecord answered(ServerCookies cookies, InetAddress resolver) {
    if (record == null) {
      return null;
    }
    List<EDNSOption> options = new ArrayList<>(2);
    if (subnet != null) {
      options.add(echoed(subnet));
    }
    if (cookie != null) {
      byte[] client = cookie.getClientCookie();
      options.add(new CookieOption(client, cookies.make(client, resolver)));
    }
    int extended = isTooNew() ? Rcode.BADVERS >> 4 : 0;
    return new OPTRecord(UDP_PAYLOAD, extended, 0, 0, options);
  }

  /** Says for which network around the client the answer holds (RFC 7871, section 7.2.1). */
  private static EDNSOption echoed(ClientSubnetOption option) {
    int source = option.getSourcePrefixLength();
    int scope = source == 0 ? 0 : ClientPrefix.of(option.getAddress(), source).bits();
    return new ClientSubnetOption(source, scope, option.getAddress());
  }
}
