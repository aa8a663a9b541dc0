package dev.perigee.edge.logline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b.txt, /a/b.txt",
    "a b, a%20b",
    "100%, 100%25",
    "\"quoted\", %22quoted%22",
    "<a>{b}|\\^~[c]`, %3Ca%3E%7Bb%7D%7C%5C%5E%7E%5Bc%5D%60",
    "it\u00e9, it%E9",
    "\u20ac\ud83d\ude00, %E2%82%AC%F0%9F%98%80",
  })
  void whatIsNotPlainIsEncoded(String value, String written) {
    assertThat(line(value)).isEqualTo(written + "\n");
  }

  @Test
  void nothingIsAHyphen() {
    assertThat(line("")).isEqualTo("-\n");
    assertThat(text(new LogLine().field(null).field(0))).isEqualTo("-\t0\n");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.000", "999999, 0.000", "1000000, 0.001", "61234567890, 61.234", "-5, 0.000"})
  void spansAreSecondsWithThreeDecimals(long nanos, String written) {
    assertThat(text(new LogLine().seconds(nanos))).isEqualTo(written + "\n");
  }

  /** Whatever a viewer sends is one field of one line. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingBreaksALine(long seed) {
    Random random = new Random(seed);
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      value.append((char) random.nextInt(0x200));
    }
    value.append("\t\r\n\u0000\u2028\ud800");
    String line = text(new LogLine().field(value.toString()).field("end"));
    assertThat(line).as("seed %d", seed).matches("[!-~]+\tend\n");
  }

  private static String line(String value) {
    return text(new LogLine().field(value));
  }

  private static String text(LogLine line) {
    return new String(line.bytes(), US_ASCII);
  }
}
