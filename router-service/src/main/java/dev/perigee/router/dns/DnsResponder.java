package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Answers DNS messages with authority for one {@link Zone} (RFC 1035, RFC 2308 for what is not
 * there, RFC 6891 for EDNS, RFC 7871 for clients behind resolvers). Pure; every answer fits a
 * datagram of 512 bytes.
 */
final class DnsResponder {

  /** The payload that we take over UDP; what DNS operators agreed on in 2020. */
  private static final int UDP_PAYLOAD = 1_232;

  private static final int HEADER_BYTES = 12;
  private static final int RESPONSE_BIT = 0x80;
  private static final int FLAGS_BYTE = 2;

  private final Zone zone;

  DnsResponder(Zone zone) {
    this.zone = zone;
  }

  /**
   * The answer's bytes; empty where there is nobody to answer: no header, or itself an answer.
   *
   * @param resolver who asks; where it says for whom (RFC 7871), that client's network counts
   */
  Optional<byte[]> answer(byte[] datagram, InetAddress resolver) {
    if (datagram.length < HEADER_BYTES || (datagram[FLAGS_BYTE] & RESPONSE_BIT) != 0) {
      return Optional.empty();
    }
    Message query;
    try {
      query = new Message(datagram);
    } catch (IOException | RuntimeException e) {
      // The parser's way to say that this is no message, some malformed records included.
      return Optional.of(malformed(datagram));
    }
    return Optional.of(answer(query, resolver).toWire());
  }

  private static byte[] malformed(byte[] datagram) {
    int id = ((datagram[0] & 0xff) << 8) | (datagram[1] & 0xff);
    Message answer = new Message(id);
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(Rcode.FORMERR);
    return answer.toWire();
  }

  private Message answer(Message query, InetAddress resolver) {
    Message answer = new Message(query.getHeader().getID());
    Header header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setOpcode(query.getHeader().getOpcode());
    if (query.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    Record question = query.getQuestion();
    if (question != null) {
      answer.addRecord(question, Section.QUESTION);
    }
    OPTRecord edns = query.getOPT();
    Optional<ClientSubnetOption> subnet = clientSubnet(edns);
    boolean tooNew = edns != null && edns.getVersion() > 0;
    if (tooNew) {
      // The upper bits of this code travel in the OPT record itself.
      header.setRcode(Rcode.BADVERS & 0xf);
    } else {
      resolve(query, question, client(subnet, resolver), answer);
    }
    if (edns != null) {
      int extended = tooNew ? Rcode.BADVERS >> 4 : 0;
      List<EDNSOption> options = subnet.map(DnsResponder::echoed).stream().toList();
      answer.addRecord(new OPTRecord(UDP_PAYLOAD, extended, 0, 0, options), Section.ADDITIONAL);
    }
    return answer;
  }

  private static Optional<ClientSubnetOption> clientSubnet(@Nullable OPTRecord edns) {
    return edns == null
        ? Optional.empty()
        : edns.getOptions(EDNSOption.Code.CLIENT_SUBNET).stream()
            .flatMap(option ->
                option instanceof ClientSubnetOption found ? Stream.of(found) : Stream.empty())
            .findFirst();
  }

  /** A subnet of no bits says that the client is not to be told of. */
  private static ClientPrefix client(Optional<ClientSubnetOption> subnet, InetAddress resolver) {
    return subnet
        .filter(option -> option.getSourcePrefixLength() > 0)
        .map(option -> ClientPrefix.of(option.getAddress(), option.getSourcePrefixLength()))
        .orElseGet(() -> ClientPrefix.of(resolver));
  }

  /** Says for which network around the client the answer holds (RFC 7871, section 7.2.1). */
  private static EDNSOption echoed(ClientSubnetOption option) {
    int source = option.getSourcePrefixLength();
    int scope = source == 0 ? 0 : ClientPrefix.of(option.getAddress(), source).bits();
    return new ClientSubnetOption(source, scope, option.getAddress());
  }

  private void resolve(
      Message query, @Nullable Record question, ClientPrefix client, Message answer) {
    Header header = answer.getHeader();
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      header.setRcode(Rcode.NOTIMP);
      return;
    }
    if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
      header.setRcode(Rcode.FORMERR);
      return;
    }
    int type = question.getType();
    boolean transfer = type == Type.AXFR || type == Type.IXFR;
    if (question.getDClass() != DClass.IN || transfer) {
      header.setRcode(Rcode.REFUSED);
      return;
    }
    switch (zone.ask(question.getName(), type, client)) {
      case Zone.Reply.NotOurs _ -> header.setRcode(Rcode.REFUSED);
      case Zone.Reply.NoEdge _ -> header.setRcode(Rcode.SERVFAIL);
      case Zone.Reply.NoSuchName _ -> {
        header.setFlag(Flags.AA);
        header.setRcode(Rcode.NXDOMAIN);
        answer.addRecord(zone.authority(), Section.AUTHORITY);
      }
      case Zone.Reply.Found found -> {
        header.setFlag(Flags.AA);
        add(found.records(), answer);
      }
    }
  }

  private void add(List<Record> records, Message answer) {
    if (records.isEmpty()) {
      answer.addRecord(zone.authority(), Section.AUTHORITY);
    }
    records.forEach(record -> answer.addRecord(record, Section.ANSWER));
  }
}
