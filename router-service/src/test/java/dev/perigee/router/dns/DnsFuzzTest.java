package dev.perigee.router.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.dns.DnsResponder.Carrier;
import dev.perigee.router.guard.AnswerRates;
import dev.perigee.router.guard.ServerCookies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Packets that nobody means well with: good questions of which bits are flipped, pieces cut off,
 * repeated or exchanged, and noise. {@code -Dperigee.dns.fuzz.packets=1000000} for more of them,
 * {@code -Dperigee.dns.fuzz.seed=N} for others.
 */
class DnsFuzzTest {

  private static final int PACKETS = Integer.getInteger("perigee.dns.fuzz.packets", 20_000);
  private static final long SEED = Long.getLong("perigee.dns.fuzz.seed", 7);
  private static final InetAddress RESOLVER = InetAddress.ofLiteral("198.51.100.9");
  private static final int MOST_FLIPPED = 12;

  /** No answer is longer than its question by more: nothing is gained by having others asked. */
  private static final int MOST_ADDED_BYTES = 160;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> answers = new TreeMap<>();

  @Test
  void everyPacketIsAnsweredShortlyOrNotAtAll() throws Exception {
    DnsResponder responder = responder();
    List<byte[]> good = questions();
    int longest = 0;
    double mostTimes = 0;
    for (int number = 0; number < PACKETS; number++) {
      byte[] packet = packet(good);
      Optional<byte[]> answer = responder.answer(packet, RESOLVER, Carrier.UDP);
      if (answer.isPresent()) {
        check(packet, answer.get(), "packet %d of seed %d".formatted(number, SEED));
        longest = Math.max(longest, answer.get().length);
        mostTimes = Math.max(mostTimes, (double) answer.get().length / packet.length);
      } else {
        answers.merge("none", 1, Integer::sum);
      }
    }
    assertThat(answers).containsKeys("NOERROR", "FORMERR", "none");
    System.out.printf(
        "%,d packets of seed %d: %s; the longest answer %d bytes, at most %.1f times its question%n",
        PACKETS, SEED, answers, longest, mostTimes);
  }

  private void check(byte[] packet, byte[] bytes, String which) throws IOException {
    Message answer = new Message(bytes);
    assertThat(answer.getHeader().getFlag(Flags.QR)).as(which).isTrue();
    assertThat(bytes[0] == packet[0] && bytes[1] == packet[1]).as(which).isTrue();
    assertThat(bytes.length).as(which).isLessThanOrEqualTo(512);
    assertThat(bytes.length).as(which).isLessThanOrEqualTo(packet.length + MOST_ADDED_BYTES);
    answers.merge(Rcode.string(answer.getRcode()), 1, Integer::sum);
  }

  private byte[] packet(List<byte[]> good) {
    byte[] packet = good.get(random.nextInt(good.size())).clone();
    switch (random.nextInt(6)) {
      case 0 -> packet = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
      case 1 -> packet = Arrays.copyOf(packet, packet.length + random.nextInt(600));
      case 2 -> {
        packet = new byte[random.nextInt(600)];
        random.nextBytes(packet);
      }
      case 3 -> {
        byte[] other = good.get(random.nextInt(good.size()));
        int at = random.nextInt(Math.min(packet.length, other.length));
        System.arraycopy(other, at, packet, at, Math.min(packet.length, other.length) - at);
      }
      default -> {
        // Flipped below alone.
      }
    }
    for (int i = random.nextInt(MOST_FLIPPED); i > 0 && packet.length > 0; i--) {
      packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
    }
    return packet;
  }

  private static List<byte[]> questions() throws TextParseException {
    Message plain = question("e1.cdn.example.", Type.A);
    Message full = question("e2.cdn.example.", Type.AAAA);
    full.addRecord(
        new OPTRecord(
            1232,
            0,
            0,
            0,
            new ClientSubnetOption(24, InetAddress.ofLiteral("203.0.113.0")),
            new CookieOption(new byte[8], new byte[16])),
        Section.ADDITIONAL);
    Message ipv6 = question("e3.cdn.example.", Type.HTTPS);
    ipv6.addRecord(
        new OPTRecord(
            512, 0, 0, 0, new ClientSubnetOption(48, InetAddress.ofLiteral("2001:db8:1::"))),
        Section.ADDITIONAL);
    return List.of(
        plain.toWire(),
        full.toWire(),
        ipv6.toWire(),
        question("cdn.example.", Type.ANY).toWire(),
        question("nobody.cdn.example.", Type.A).toWire(),
        question("elsewhere.example.", Type.MX).toWire());
  }

  private static Message question(String name, int type) throws TextParseException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
  }

  private static DnsResponder responder() throws TextParseException {
    return new DnsResponder(
        new Zone(
            Name.fromString("cdn.example."),
            InetAddress.ofLiteral("192.0.2.53"),
            new HostRecords(Duration.ofSeconds(60), OptionalInt.of(443)),
            name -> name.startsWith("e") ? new DualStack() : null),
        ServerCookies.of(List.of(), InstantSource.system()),
        new AnswerRates(0, () -> 0),
        new DnsMeter(new SimpleMeterRegistry()));
  }

  private record DualStack() implements Zone.Host {
    @Override
    public Optional<List<InetAddress>> addresses(ClientPrefix client) {
      return Optional.of(
          List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")));
    }

    @Override
    public List<String> protocols() {
      return List.of("h2");
    }
  }
}
