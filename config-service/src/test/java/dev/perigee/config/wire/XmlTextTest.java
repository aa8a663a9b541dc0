package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {

  private static final byte[] BROKEN = {'<', 'a', '>', (byte) 0xc3, '(', '<', '/', 'a', '>'};
  private static final int DOCUMENTS = 2_000;

  @ParameterizedTest
  @ValueSource(strings = {"", "<?xml version='1.0' encoding='utf-8'?>"})
  void utf8IsRead(String declaration) {
    assertThat(read((declaration + "<a>\u00fc \ud834\udd1e</a>").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("\u00fc \ud834\udd1e");
    assertThat(read(("\ufeff" + declaration + "<a>b</a>").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE"})
  void utf16IsReadWhereItIsMarked(String charset) {
    String document = "<?xml version='1.0' encoding='UTF-16'?><a>\u00fc</a>";
    assertThat(read(("\ufeff" + document).getBytes(Charset.forName(charset)))).isEqualTo("\u00fc");
    assertRefused(document.getBytes(Charset.forName(charset)));
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThatThrownBy(() -> XmlEvents.of(BROKEN))
        .isInstanceOf(ApiException.class)
        .hasMessage("MalformedXML: the body is not UTF-8: Input length = 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-7", "none"})
  void anotherEncodingThanTheDocumentsIsRefused(String encoding) {
    assertRefused(
        ("<?xml version='1.0' encoding='" + encoding + "'?><a>b</a>")
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nothingIsPrintedWhateverTheBytes() {
    long seed = Long.getLong("perigee.fuzz.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] document =
        "<?xml version='1.0'?><a b='c'>&#x20;<b/>text</a>".getBytes(StandardCharsets.UTF_8);
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (int i = 0; i < DOCUMENTS; i++) {
        byte[] damaged = document.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        drain(damaged);
      }
      drain(BROKEN);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).as("seed %d", seed).isEmpty();
  }

  private static void drain(byte[] document) {
    try {
      XmlEvents events = XmlEvents.of(document);
      while (!events.isAtEnd()) {
        events.nextElement();
      }
    } catch (ApiException e) {
      assertThat(e.code()).isEqualTo("MalformedXML");
    }
  }

  private static String read(byte[] document) {
    XmlEvents events = XmlEvents.of(document);
    assertThat(events.nextElement()).isTrue();
    return events.text();
  }

  private static void assertRefused(byte[] document) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("MalformedXML");
  }
}
