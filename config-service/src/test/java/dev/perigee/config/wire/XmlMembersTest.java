package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;

class XmlMembersTest {

  private static final Set<String> BOTH_HAVE =
      Set.of("Aliases", "Origins", "DefaultCacheBehavior", "CacheBehaviors", "Comment", "Enabled");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theCopyOfMembersIsReadAsTheyWere(long seed) {
    DistributionConfig config =
        (DistributionConfig) new Specimens(seed).filled(DistributionConfig.builder());
    byte[] stored = PojoXml.write("DistributionConfig", config);
    byte[] copy =
        XmlWriter.document("DistributionSummary", xml -> XmlMembers.copy(stored, BOTH_HAVE, xml));
    DistributionSummary read =
        PojoXml.read(copy, "DistributionSummary", DistributionSummary.builder()).build();
    assertThat(read)
        .isEqualTo(
            DistributionSummary.builder()
                .aliases(config.aliases())
                .origins(config.origins())
                .defaultCacheBehavior(config.defaultCacheBehavior())
                .cacheBehaviors(config.cacheBehaviors())
                .comment(config.comment())
                .enabled(config.enabled())
                .build());
  }

  @Test
  void onlyMembersOfTheRootAreCopied() {
    byte[] stored =
        XmlWriter.document(
            "Root",
            xml -> {
              xml.element("Part", () -> xml.element("Wanted", "inner"));
              xml.element("Empty", () -> {});
              xml.element("Wanted", "a > b &amp; \u00fc");
            });
    assertThat(text(XmlWriter.document("Copy", x -> XmlMembers.copy(stored, Set.of("Wanted"), x))))
        .endsWith("/\"><Wanted>a &gt; b &amp;amp; \u00fc</Wanted></Copy>");
  }

  @Test
  void aRootWithoutMembersGivesNone() {
    byte[] stored = XmlWriter.document("Root", xml -> {});
    assertThat(text(XmlWriter.document("Copy", x -> XmlMembers.copy(stored, Set.of("Root"), x))))
        .endsWith("/\"></Copy>");
  }

  @Test
  void textsAreReadBackAsTheyWereWritten() {
    String text = "<a href=\"x\">&amp;</a>\r\n]]>\t\u00fc \ud834\udd1e";
    byte[] written = XmlWriter.document("Root", xml -> xml.element("Text", text));
    XmlEvents events = XmlEvents.of(written);
    assertThat(events.nextElement()).isTrue();
    assertThat(events.nextElement()).isTrue();
    assertThat(events.text()).isEqualTo(text);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}
