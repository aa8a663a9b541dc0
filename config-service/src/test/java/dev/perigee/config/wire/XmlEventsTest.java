package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the parser keeps is bounded. */
class XmlEventsTest {

  @Test
  void depthIsBounded() {
    read("<a>".repeat(XmlEvents.MAX_DEPTH) + "</a>".repeat(XmlEvents.MAX_DEPTH));
    assertRefused("<a>".repeat(XmlEvents.MAX_DEPTH + 1) + "</a>".repeat(XmlEvents.MAX_DEPTH + 1));
  }

  @Test
  void attributesAreBounded() {
    read("<a" + attributes(XmlEvents.MAX_ATTRIBUTES) + "/>");
    assertRefused("<a" + attributes(XmlEvents.MAX_ATTRIBUTES + 1) + "/>");
  }

  @Test
  void namesAreBounded() {
    read("<" + "a".repeat(XmlEvents.MAX_NAME_CHARACTERS) + "/>");
    assertRefused("<" + "a".repeat(XmlEvents.MAX_NAME_CHARACTERS + 1) + "/>");
  }

  @Test
  void theNumberOfElementsIsBounded() {
    read("<a>" + "<b/>".repeat(XmlEvents.MAX_ELEMENTS - 1) + "</a>");
    assertRefused("<a>" + "<b/>".repeat(XmlEvents.MAX_ELEMENTS) + "</a>");
  }

  @Test
  void aMessageIsBoundedWhateverItShows() {
    assertThat(ApiException.invalidArgument("Comment: " + "c".repeat(1 << 20)).text())
        .hasSizeLessThan(1_100);
  }

  private static String attributes(int count) {
    return IntStream.range(0, count).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
  }

  private static void assertRefused(String document) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("MalformedXML");
  }

  private static void read(String document) {
    XmlEvents events = XmlEvents.of(document.getBytes(StandardCharsets.UTF_8));
    do {
      events.nextElement();
    } while (!events.isAtEnd());
  }
}
