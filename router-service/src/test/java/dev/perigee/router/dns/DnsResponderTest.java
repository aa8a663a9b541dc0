package dev.perigee.router.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.dns.DnsResponder.Carrier;
import dev.perigee.router.guard.AnswerRates;
import dev.perigee.router.guard.ServerCookies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
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

  private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";

  private final Map<String, List<InetAddress>> hosts =
      Map.of(
          "e1.cdn.example", List.of(address("192.0.2.1")),
          "e6.cdn.example", List.of(address("2001:db8::6")),
          "a.b.cdn.example", List.of(address("192.0.2.2")),
          "e7.cdn.example", List.of(address("2001:db8::7"), address("192.0.2.7")),
          "e0.cdn.example", List.of());

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> asked = new ArrayList<>();

  private final DnsResponder responder = responder(OptionalInt.of(443), 0);

  private DnsResponder responder(OptionalInt httpsPort, int answersASecond) {
    HostRecords records = new HostRecords(Duration.ofSeconds(60), httpsPort);
    return new DnsResponder(
        new Zone(name("cdn.example."), address("192.0.2.53"), records, this::host),
        ServerCookies.of(List.of(SECRET), InstantSource.system()),
        new AnswerRates(answersASecond, () -> 0),
        new DnsMeter(registry));
  }

  private Zone.@Nullable Host host(String name) {
    List<InetAddress> addresses = hosts.get(name);
    return addresses == null
        ? null
        : new Zone.Host() {
          @Override
          public Optional<List<InetAddress>> addresses(ClientPrefix client) {
            asked.add(client.toString());
            return Optional.of(addresses).filter(found -> !found.isEmpty());
          }

          @Override
          public List<String> protocols() {
            return name.startsWith("e1") ? List.of() : List.of("h2");
          }
        };
  }

  @ParameterizedTest
  @CsvSource({
    "e1.cdn.example., A, NOERROR, '192.0.2.1', ''",
    "E1.CDN.example., A, NOERROR, '192.0.2.1', ''",
    "e1.cdn.example., ANY, NOERROR, '192.0.2.1', ''",
    "e1.cdn.example., AAAA, NOERROR, '', SOA",
    "e1.cdn.example., TXT, NOERROR, '', SOA",
    "e7.cdn.example., A, NOERROR, '192.0.2.7', ''",
    "e7.cdn.example., ANY, NOERROR, '192.0.2.7', ''",
    "e6.cdn.example., ANY, NOERROR, '2001:db8:0:0:0:0:0:6', ''",
    "e1.cdn.example., HTTPS, NOERROR, '1 . ipv4hint=192.0.2.1', ''",
    "e7.cdn.example., HTTPS, NOERROR, '1 . alpn=h2 ipv4hint=192.0.2.7"
        + " ipv6hint=2001:db8:0:0:0:0:0:7', ''",
    "cdn.example., HTTPS, NOERROR, '', SOA",
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
  void aDotInALabelParsesAsNoOtherName() throws Exception {
    Message answer = ask(query("a\\.b.cdn.example.", Type.A));

    assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(ask(query("a.b.cdn.example.", Type.A)).getRcode()).isEqualTo(Rcode.NOERROR);
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

    assertThat(responder.answer(answer.toWire(), RESOLVER, Carrier.UDP)).isEmpty();
    assertThat(responder.answer(new byte[0], RESOLVER, Carrier.UDP)).isEmpty();
    assertThat(responder.answer(new byte[11], RESOLVER, Carrier.UDP)).isEmpty();
  }

  @Test
  void whatBreaksOffIsAFormatError() throws Exception {
    byte[] whole = query("e1.cdn.example.", Type.A).toWire();
    byte[] broken = Arrays.copyOf(whole, whole.length - 3);

    Message answer = new Message(responder.answer(broken, RESOLVER, Carrier.UDP).orElseThrow());

    assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(answer.getHeader().getID()).isEqualTo(new Message(whole).getHeader().getID());
  }

  @Test
  void anotherPortOfHttpsIsNamed() throws Exception {
    Message query = query("e7.cdn.example.", Type.HTTPS);
    byte[] answer =
        responder(OptionalInt.of(8443), 0)
            .answer(query.toWire(), RESOLVER, Carrier.TCP)
            .orElseThrow();

    assertThat(data(new Message(answer), Section.ANSWER)).startsWith("1 . alpn=h2 port=8443 ");
  }

  @Test
  void withoutHttpsThereAreNoSuchRecords() throws Exception {
    Message query = query("e7.cdn.example.", Type.HTTPS);
    byte[] answer =
        responder(OptionalInt.empty(), 0)
            .answer(query.toWire(), RESOLVER, Carrier.UDP)
            .orElseThrow();

    assertThat(new Message(answer).getSection(Section.ANSWER)).isEmpty();
    assertThat(types(new Message(answer), Section.AUTHORITY)).isEqualTo("SOA");
  }

  @Test
  void whoAsksTooMuchIsSentToTcpAndThenLeftAlone() throws Exception {
    DnsResponder limited = responder(OptionalInt.empty(), 1);
    byte[] query = query("e1.cdn.example.", Type.A).toWire();

    Message first = new Message(limited.answer(query, RESOLVER, Carrier.UDP).orElseThrow());
    byte[] second = limited.answer(query, RESOLVER, Carrier.UDP).orElseThrow();

    assertThat(first.getSection(Section.ANSWER)).hasSize(1);
    assertThat(second).hasSameSizeAs(query);
    assertThat(new Message(second).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(new Message(second).getSection(Section.ANSWER)).isEmpty();
    assertThat(limited.answer(query, RESOLVER, Carrier.UDP)).isEmpty();
    assertThat(limited.answer(new byte[12], RESOLVER, Carrier.UDP)).isEmpty();
    assertThat(limited.answer(query, RESOLVER, Carrier.TCP)).isPresent();
    assertThat(counted("answered")).isEqualTo(2);
    assertThat(counted("truncated")).isEqualTo(1);
    assertThat(counted("limited")).isEqualTo(2);
    assertThat(counted("malformed")).isZero();
  }

  private double counted(String outcome) {
    return registry.get("perigee.router.dns.questions").tag("outcome", outcome).counter().count();
  }

  @Test
  void whoShowsThatItReceivesTheAnswersIsNotLimited() throws Exception {
    DnsResponder limited = responder(OptionalInt.empty(), 1);
    byte[] client = {1, 2, 3, 4, 5, 6, 7, 8};
    Message query = withCookie(new CookieOption(client));
    List<EDNSOption> given =
        new Message(limited.answer(query.toWire(), RESOLVER, Carrier.UDP).orElseThrow())
            .getOPT()
            .getOptions();
    CookieOption cookie = (CookieOption) given.getFirst();
    byte[] again =
        withCookie(new CookieOption(client, cookie.getServerCookie().orElseThrow())).toWire();

    for (int i = 0; i < 10; i++) {
      Message answer = new Message(limited.answer(again, RESOLVER, Carrier.UDP).orElseThrow());
      assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    }
    InetAddress other = address("198.51.100.10");
    assertThat(limited.answer(again, other, Carrier.UDP)).as("another's cookie").isEmpty();
  }

  private static Message withCookie(CookieOption cookie) {
    Message query = query("e1.cdn.example.", Type.A);
    query.addRecord(new OPTRecord(1232, 0, 0, 0, cookie), Section.ADDITIONAL);
    return query;
  }

  @Test
  void aCookieOfAnImpossibleLengthIsAFormatError() throws Exception {
    byte[] query = withCookie(new CookieOption(new byte[8])).toWire();
    byte[] shorter = Arrays.copyOf(query, query.length - 1);
    shorter[query.length - 9] = 7;
    shorter[query.length - 13] = 11;

    assertThat(
            new Message(responder.answer(shorter, RESOLVER, Carrier.UDP).orElseThrow()).getRcode())
        .isEqualTo(Rcode.FORMERR);
  }

  @Test
  void theLongestAnswerFitsTheSmallestDatagram() throws Exception {
    String label = "x".repeat(60);
    String longest = String.join(".", label, label, label, "y".repeat(50), "cdn.example.");
    List<InetAddress> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(address("192.0.2." + i));
      many.add(address("2001:db8::" + i));
    }
    DnsResponder ofMany =
        new DnsResponder(
            new Zone(
                name("cdn.example."),
                address("192.0.2.53"),
                new HostRecords(Duration.ofSeconds(60), OptionalInt.of(8443)),
                _ -> hostOf(many)),
            ServerCookies.of(List.of(), InstantSource.system()),
            new AnswerRates(0, () -> 0),
            new DnsMeter(new SimpleMeterRegistry()));
    for (int type : List.of(Type.A, Type.AAAA, Type.HTTPS, Type.ANY, Type.TXT)) {
      Message query = query(longest, type);
      query.addRecord(
          new OPTRecord(
              0,
              0,
              0,
              0,
              new CookieOption(new byte[8]),
              new ClientSubnetOption(128, address("2001:db8::1"))),
          Section.ADDITIONAL);

      byte[] answer = ofMany.answer(query.toWire(), RESOLVER, Carrier.UDP).orElseThrow();

      assertThat(answer.length).as(Type.string(type)).isLessThanOrEqualTo(512);
      assertThat(new Message(answer).getHeader().getFlag(Flags.TC)).isFalse();
    }
  }

  private static Zone.Host hostOf(List<InetAddress> addresses) {
    return new Zone.Host() {
      @Override
      public Optional<List<InetAddress>> addresses(ClientPrefix client) {
        return Optional.of(addresses);
      }

      @Override
      public List<String> protocols() {
        return List.of("h2");
      }
    };
  }

  private Message ask(Message query) throws IOException {
    return new Message(responder.answer(query.toWire(), RESOLVER, Carrier.UDP).orElseThrow());
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
