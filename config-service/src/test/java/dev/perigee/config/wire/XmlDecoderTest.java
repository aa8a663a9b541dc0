package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.InvalidationBatch;

class XmlDecoderTest {

  private static final String VALID =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a comment -->
      <InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">
        <Paths><Quantity> 2 </Quantity><Items><Path>/a&amp;b</Path><Path>/c*</Path></Items></Paths>
        <CallerReference>r</CallerReference>
      </InvalidationBatch>
      """;

  @Test
  void aDocumentIsRead() {
    InvalidationBatch batch = read(VALID);
    assertThat(batch.callerReference()).isEqualTo("r");
    assertThat(batch.paths().quantity()).isEqualTo(2);
    assertThat(batch.paths().items()).containsExactly("/a&b", "/c*");
  }

  @Test
  void theNamespaceMayBeLeftOut() {
    assertThat(read("<InvalidationBatch><CallerReference/></InvalidationBatch>").callerReference())
        .isEmpty();
  }

  @Test
  void anEmptyListIsThere() {
    assertThat(
            read("<InvalidationBatch><Paths><Items/></Paths></InvalidationBatch>")
                .paths()
                .hasItems())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<InvalidationBatch>",
        "<InvalidationBatch></Other>",
        "<Other/>",
        "<InvalidationBatch xmlns='http://example.org/'/>",
        "<InvalidationBatch/><InvalidationBatch/>",
        "<InvalidationBatch>text</InvalidationBatch>",
        "<InvalidationBatch><Unknown/></InvalidationBatch>",
        "<InvalidationBatch><CallerReference>a</CallerReference><CallerReference>b</CallerReference>"
            + "</InvalidationBatch>",
        "<InvalidationBatch><CallerReference><b/></CallerReference></InvalidationBatch>",
        "<InvalidationBatch><Paths><Quantity>two</Quantity></Paths></InvalidationBatch>",
        "<InvalidationBatch><Paths><Items><Item>/</Item></Items></Paths></InvalidationBatch>",
        "<!DOCTYPE InvalidationBatch><InvalidationBatch/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<InvalidationBatch><CallerReference>&e;</CallerReference></InvalidationBatch>",
        "<InvalidationBatch><CallerReference>&undefined;</CallerReference></InvalidationBatch>",
      })
  void whatIsNotTheModelsIsRefused(String document) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOfSatisfying(
            ApiException.class, refusal -> assertThat(refusal.code()).isEqualTo("MalformedXML"));
  }

  @Test
  void entitiesThatMultiplyAreNotExpanded() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 'ha'>");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1));
    }
    bomb.append(
        "]><InvalidationBatch><CallerReference>&e29;</CallerReference></InvalidationBatch>");
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(ApiException.class);
  }

  @Test
  void depthIsTheModels() {
    String deep = "<Origins>".repeat(100_000);
    assertThatThrownBy(() ->
            PojoXml.read(
                ("<DistributionConfig>" + deep).getBytes(StandardCharsets.UTF_8),
                "DistributionConfig",
                DistributionConfig.builder()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("DistributionConfig.Origins has no member Origins");
  }

  @Test
  void damagedDocumentsAreRefusedOrReadButNothingElse() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = VALID.getBytes(StandardCharsets.UTF_8);
      for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(PojoXml.read(damaged, "InvalidationBatch", InvalidationBatch.builder()).build())
            .isNotNull();
      } catch (ApiException refusal) {
        assertThat(refusal.status()).as("seed %d, document %d", seed, i).isEqualTo(400);
      }
    }
  }

  private static InvalidationBatch read(String document) {
    return PojoXml.read(
            document.getBytes(StandardCharsets.UTF_8),
            "InvalidationBatch",
            InvalidationBatch.builder())
        .build();
  }
}
