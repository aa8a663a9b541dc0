package dev.perigee.origin.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedTargetTest {

  @ParameterizedTest
  @CsvSource({
    "/plain/key.txt, /plain/key.txt",
    "/a%20b, /a%20b",
    "/a+b, /a%2Bb",
    "/a%2bb, /a%2Bb",
    "/100%25, /100%25",
    "/100%, /100%25",
    "/100%zz, /100%25zz",
    "/%C3%A9, /%C3%A9",
    "/%c3%a9, /%C3%A9",
    "/\u00c3\u00a9, /%C3%A9",
    "/%7Etilde~, /~tilde~",
    "/a%2Fb, /a/b",
    "/a//b, /a//b",
    "/(x)!*', /%28x%29%21%2A%27",
    "/k?b=2&a=1, /k?a=1&b=2",
    "/k?versionId, /k?versionId=",
    "/k?a=x+y, /k?a=x%20y",
    "/k?a=1&a=0&&, /k?a=0&a=1",
    "/k?a=b=c, /k?a=b%3Dc",
    "/k?, /k"
  })
  void hasOneSpelling(String raw, String canonical) {
    assertThat(SignedTarget.of(raw).asTarget()).isEqualTo(canonical);
  }

  @RepeatedTest(50)
  void aSpellingOfItsOwnStaysAsItIs(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    StringBuilder raw = new StringBuilder("/");
    for (int i = 0; i < 40; i++) {
      raw.append((char) (33 + random.nextInt(222)));
    }

    String once = SignedTarget.of(raw.toString()).asTarget();

    assertThat(SignedTarget.of(once).asTarget()).as("seed %d: %s", seed, raw).isEqualTo(once);
    assertThat(once).as("seed %d", seed).matches("[-A-Za-z0-9._~/%?=&]*");
  }
}
