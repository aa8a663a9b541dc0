package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.perigee.config.validation.ModelValidator;
import dev.perigee.config.wire.Documents.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Damaged bodies of every operation: each is read, or refused with a clean 4xx, and nothing outside
 * of it is looked at. {@code -Dperigee.fuzz.seed} repeats a run, {@code -Dperigee.fuzz.cases} sets
 * its length.
 */
class XmlFuzzTest {

  private static final int CASES = Integer.getInteger("perigee.fuzz.cases", 10_000);
  private static final String CONTENT = "content-of-the-file";

  private final ServiceModel model = ServiceModel.load();
  private final ModelValidator validator = new ModelValidator(model);
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @TempDir Path directory;

  @Test
  void whateverTheBodyIsTheAnswerIsClean() throws IOException {
    long seed = Long.getLong("perigee.fuzz.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Document> documents = Documents.all(model, seed);
    Path file = Files.writeString(directory.resolve("entity"), CONTENT);
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      Mutations mutations =
          new Mutations(
              random,
              List.of(
                  file.toUri().toString(),
                  "http://127.0.0.1:" + port + "/entity",
                  "jar:" + file.toUri() + "!/entity"));
      long start = System.nanoTime();
      for (int i = 0; i < CASES; i++) {
        Document document = documents.get(random.nextInt(documents.size()));
        byte[] body = mutations.damaged(document.xml());
        check(document.operation(), body, seed, i);
      }
      long perSecond = CASES * 1_000_000_000L / Math.max(1, System.nanoTime() - start);
      System.out.printf(
          "XML fuzz: seed %d, %d documents, %d a second: %s%n", seed, CASES, perSecond, outcomes);
      assertThat(server.accept()).as("nothing connects to a system id").isNull();
    }
    assertThat(outcomes).containsKeys("accepted", "MalformedXML");
  }

  private void check(Operation operation, byte[] body, long seed, int number) {
    String outcome;
    try {
      SdkPojo decoded =
          RequestDecoder.decode(operation, Map.of(), new WireRequest("POST", "/", Map.of(), body));
      assertThat(decoded.toString()).doesNotContain(CONTENT);
      outcome = validated(operation, decoded);
    } catch (ApiException refusal) {
      assertThat(refusal.status()).as(what(seed, number, body)).isBetween(400, 499);
      assertThat(refusal.text().length()).isLessThan(2_000);
      assertThat(refusal.text()).doesNotContain(CONTENT);
      byte[] answer = ResponseEncoder.error(refusal, "id").body();
      assertThat(new String(answer, StandardCharsets.UTF_8)).contains("<Code>");
      outcome = refusal.code();
    } catch (RuntimeException | StackOverflowError e) {
      fail(what(seed, number, body), e);
      throw e;
    }
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private String validated(Operation operation, SdkPojo decoded) {
    if (operation.inputShape() != null) {
      validator.check(operation.inputShape(), decoded);
    }
    return "accepted";
  }

  private static String what(long seed, int number, byte[] body) {
    byte[] head = body.length > 300 ? Arrays.copyOf(body, 300) : body;
    return "seed %d, document %d: %s".formatted(seed, number, HexFormat.of().formatHex(head));
  }
}
