package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.dns.DnsMeter.Outcome;
import dev.perigee.router.guard.AnswerRates;
import dev.perigee.router.guard.AnswerRates.Verdict;
import dev.perigee.router.guard.ServerCookies;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
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
 * there, {@link Edns} for the rest). Datagrams whose senders may not be who they say are answered
 * as often as {@link AnswerRates} lets them.
 */
final class DnsResponder {

  private static final int LONGEST_ANSWER = 65_535;
  private static final int HEADER_BYTES = 12;
  private static final int RESPONSE_BIT = 0x80;
  private static final int FLAGS_BYTE = 2;

  private final Zone zone;
  private final ServerCookies cookies;
  private final AnswerRates rates;
  private final DnsMeter meter;

  DnsResponder(Zone zone, ServerCookies cookies, AnswerRates rates, DnsMeter meter) {
    this.zone = zone;
    this.cookies = cookies;
    this.rates = rates;
    this.meter = meter;
  }

  /** What carries a question and its answer. */
  enum Carrier {
    UDP,
    TCP
  }

  /**
   * The answer's bytes; empty where there is nobody to answer: no header, itself an answer, or one
   * question too many.
   *
   * @param resolver who asks; where it says for whom (RFC 7871), that client's network counts
   */
  Optional<byte[]> answer(byte[] question, InetAddress resolver, Carrier carrier) {
    if (question.length < HEADER_BYTES || (question[FLAGS_BYTE] & RESPONSE_BIT) != 0) {
      meter.count(Outcome.MALFORMED);
      return Optional.empty();
    }
    Verdict verdict = carrier == Carrier.UDP ? rates.judge(resolver) : Verdict.WHOLE;
    Message query;
    try {
      query = new Message(question);
    } catch (IOException | RuntimeException e) {
      // The parser's way to say that this is no message, some malformed records included.
      meter.count(Outcome.MALFORMED);
      return verdict == Verdict.WHOLE ? Optional.of(malformed(question)) : Optional.empty();
    }
    Edns edns = Edns.of(query);
    if (verdict != Verdict.WHOLE && edns.hasGoodCookie(cookies, resolver)) {
      verdict = Verdict.WHOLE;
    }
    if (verdict == Verdict.NONE) {
      meter.count(Outcome.LIMITED);
      return Optional.empty();
    }
    meter.count(verdict == Verdict.WHOLE ? Outcome.ANSWERED : Outcome.TRUNCATED);
    Message answer = answer(query, edns, resolver, verdict);
    return Optional.of(answer.toWire(carrier == Carrier.UDP ? edns.payload() : LONGEST_ANSWER));
  }

  private static byte[] malformed(byte[] question) {
    int id = ((question[0] & 0xff) << 8) | (question[1] & 0xff);
    Message answer = new Message(id);
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(Rcode.FORMERR);
    return answer.toWire();
  }

  private Message answer(Message query, Edns edns, InetAddress resolver, Verdict verdict) {
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
    if (verdict == Verdict.TRUNCATED) {
      header.setFlag(Flags.TC);
    } else if (edns.isTooNew()) {
      // The upper bits of this code travel in the OPT record itself.
      header.setRcode(Rcode.BADVERS & 0xf);
    } else {
      resolve(query, question, edns.client(resolver), answer);
    }
    OPTRecord answered = edns.answered(cookies, resolver);
    if (answered != null) {
      answer.addRecord(answered, Section.ADDITIONAL);
    }
    return answer;
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
