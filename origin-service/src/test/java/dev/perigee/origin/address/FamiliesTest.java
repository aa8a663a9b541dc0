package dev.perigee.origin.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Origin.AddressFamily;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliesTest {

  @ParameterizedTest
  @CsvSource({
    "IPV4, 192.0.2.1 192.0.2.2 2001:db8::1, 192.0.2.1 192.0.2.2",
    "IPV6, 192.0.2.1 2001:db8::1 2001:db8::2, 2001:db8::1 2001:db8::2",
    "IPV6, 192.0.2.1, ''",
    "DUAL_STACK, 192.0.2.1 192.0.2.2 2001:db8::1, 192.0.2.1 2001:db8::1 192.0.2.2",
    "DUAL_STACK, 2001:db8::1, 2001:db8::1",
  })
  @Tag("A9.7")
  void areUsedAsTheOriginSays(AddressFamily family, String found, String used) {
    assertThat(Families.of(family, addresses(found))).isEqualTo(addresses(used));
  }

  private static List<InetAddress> addresses(String texts) {
    return Stream.of(texts.split(" "))
        .filter(text -> !text.isEmpty())
        .map(InetAddress::ofLiteral)
        .toList();
  }
}
