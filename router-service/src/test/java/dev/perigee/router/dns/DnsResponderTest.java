package dev.perigee.router.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ClientPrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

class DnsResponderTest {

  private static final InetAddress RESOLVER = address("198.51.100.9");

  private final Map<String, Optional<InetAddress>> hosts =
      Map.of(
          "e1.cdn.example", Optional.of(address("192.0.2.1")),
          "e6.cdn.example", Optional.of(address("2001:db8::6")),
          "e0.cdn.example", Optional.empty());

  private final List<String> asked = new ArrayList<>();

  private final DnsResponder responder =
      new DnsResponder(
          new Zone(
              name("cdn.example."),
              address("192.0.2.53"),
              Duration.ofSeconds(60),
              new Zone.Hosts() {
                @Override
                public boolean knows(String host) {
                  return hosts.containsKey(host);
                }

                @Override
                public Optional<List<InetAddress>> addresses(String host, ClientPrefix client) {
                  asked.add(client.toString());
                  return hosts.getOrDefault(host, Optional.empty()).map(List::of);
                }
              }));

  @ParameterizedTest
  @CsvSource({
    "e1.cdn.example., A, NOERROR, '192.0.2.1', ''",
    "E1.CDN.example., A, NOERROR, '192.0.2.1', ''",
    "e1.cdn.example., ANY, NOERROR, '192.0.2.1', ''",
    "e1.cdn.example., AAAA, NOERROR, '', SOA",
    "e1.cdn.example., TXT, NOERROR, '', SOA",
    "e6.cdn.example., AAAA, NOERROR, '2001:db8:0:0:0:0:0:6', ''",
    "e6.cdn.example., A, NOERROR, '', SOA",
    "e9.cdn.example., A, NXDOMAIN, '', SOA",
    "a.e1.cdn.example., A, NXDOMAIN, '', SOA",
    "ns.cdn.example., A, NOERROR, '192.0.2.53', ''",
    "ns.cdn.example., AAAA, NOERROR, '', SOA",
    "cdn.example., NS, NOERROR, 'ns.cdn.example.', ''",
    "cdn.example., A, NOERROR, '', SOA"
  })
  void answersWithAuthority(String name, String type, String rcode, String data, String authority)
      throws Exception {
    Message answer = ask(query(name, Type.value(type)));

    assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
    assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
    assertThat(data(answer, Section.ANSWER)).isEqualTo(data);
    assertThat(types(answer, Section.AUTHORITY)).isEqualTo(authority);
    assertThat(answer.getQuestion().getName().toString()).isEqualTo(name);
  }

  @Test
  void anEdgesAddressIsKeptForTheConfiguredTime() throws Exception {
    Record record = ask(query("e1.cdn.example.", Type.A)).getSection(Section.ANSWER).getFirst();

    assertThat(record.getTTL()).isEqualTo(60);
  }

  @Test
  void theApexHasAnSoa() throws Exception {
    Message answer = ask(query("cdn.example.", Type.SOA));

    assertThat(types(answer, Section.ANSWER)).isEqualTo("SOA");
  }

  @ParameterizedTest
  @CsvSource({
    "example., A",
    "other.example., A",
    "notcdn.example., A",
    "., NS",
    "cdn.example., AXFR",
    "cdn.example., IXFR"
  })
  void refusesWhatIsNotItsBusiness(String name, String type) throws Exception {
    Message answer = ask(query(name, Type.value(type)));

    assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void saysThatItFailsWhereNoEdgeIsToBeHad() throws Exception {
    assertThat(ask(query("e0.cdn.example.", Type.A)).getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void anotherClassIsRefused() throws Exception {
    Message query = Message.newQuery(Record.newRecord(name("e1.cdn.example."), Type.A, DClass.CH));

    assertThat(ask(query).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void anotherOperationIsNotImplemented() throws Exception {
    Message query = query("e1.cdn.example.", Type.A);
    query.getHeader().setOpcode(Opcode.NOTIFY);

    Message answer = ask(query);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
  }

  @Test
  void aQuestionIsNeededAndOneOnly() throws Exception {
    Message none = new Message(7);
    Message two = query("e1.cdn.example.", Type.A);
    two.addRecord(Record.newRecord(name("e6.cdn.example."), Type.A, DClass.IN), Section.QUESTION);

    assertThat(ask(none).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(ask(two).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void ednsIsAnsweredWithEdns() throws Exception {
    Message plain = query("e1.cdn.example.", Type.A);
    Message edns = query("e1.cdn.example.", Type.A);
    edns.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
    Message tooNew = query("e1.cdn.example.", Type.A);
    tooNew.addRecord(new OPTRecord(4096, 0, 1), Section.ADDITIONAL);

    assertThat(ask(plain).getOPT()).isNull();
    assertThat(ask(edns).getOPT().getPayloadSize()).isEqualTo(1232);
    assertThat(ask(edns).getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(ask(tooNew).getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(ask(tooNew).getSection(Section.ANSWER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0, 24, 203.0.113.0/24, 24",
    "203.0.112.0, 20, 203.0.112.0/20, 20",
    "203.0.113.7, 32, 203.0.113.0/24, 24",
    "2001:db8:1:2::, 64, 2001:db8:1:0:0:0:0:0/48, 48",
    "0.0.0.0, 0, 198.51.100.0/24, 0"
  })
  void theClientsNetworkCountsWhereTheResolverTellsIt(
      String address, int source, String network, int scope) throws Exception {
    Message query = query("e1.cdn.example.", Type.A);
    query.addRecord(
        new OPTRecord(1232, 0, 0, 0, new ClientSubnetOption(source, address(address))),
        Section.ADDITIONAL);

    Message answer = ask(query);

    assertThat(asked).containsExactly(network);
    assertThat(answer.getOPT().getOptions())
        .containsExactly(new ClientSubnetOption(source, scope, address(address)));
  }

  @Test
  void elseTheResolversNetworkCounts() throws Exception {
    ask(query("e1.cdn.example.", Type.A));

    assertThat(asked).containsExactly("198.51.100.0/24");
  }

  @Test
  void whatIsNoQueryGetsNoAnswer() throws Exception {
    Message answer = query("e1.cdn.example.", Type.A);
    answer.getHeader().setFlag(Flags.QR);

    assertThat(responder.answer(answer.toWire(), RESOLVER)).isEmpty();
    assertThat(responder.answer(new byte[0], RESOLVER)).isEmpty();
    assertThat(responder.answer(new byte[11], RESOLVER)).isEmpty();
  }

  @Test
  void whatBreaksOffIsAFormatError() throws Exception {
    byte[] whole = query("e1.cdn.example.", Type.A).toWire();
    byte[] broken = Arrays.copyOf(whole, whole.length - 3);

    Message answer = new Message(responder.answer(broken, RESOLVER).orElseThrow());

    assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(answer.getHeader().getID()).isEqualTo(new Message(whole).getHeader().getID());
  }

  @RepeatedTest(20)
  void noiseDoesNoHarm(RepetitionInfo repetition) throws Exception {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    byte[] whole = query("e1.cdn.example.", Type.A).toWire();
    for (int round = 0; round < 500; round++) {
      byte[] noise = Arrays.copyOf(whole, 12 + random.nextInt(whole.length * 2));
      for (int i = random.nextInt(8); i >= 0; i--) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
      }

      Optional<byte[]> answer = responder.answer(noise, RESOLVER);

      if (answer.isPresent()) {
        assertThat(answer.get().length).as("seed %d, round %d", seed, round).isLessThan(513);
        assertThat(new Message(answer.get()).getHeader().getFlag(Flags.QR)).isTrue();
      }
    }
  }

  private Message ask(Message query) throws IOException {
    return new Message(responder.answer(query.toWire(), RESOLVER).orElseThrow());
  }

  private static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(name(name), type, DClass.IN));
  }

  private static String data(Message answer, int section) {
    return String.join(
        " ", answer.getSection(section).stream().map(Record::rdataToString).toList());
  }

  private static String types(Message answer, int section) {
    return String.join(
        " ", answer.getSection(section).stream().map(r -> Type.string(r.getType())).toList());
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
