package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.ErrorRule;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.differential.Model;
import dev.perigee.edge.differential.Stories;
import dev.perigee.edge.differential.Story;
import dev.perigee.edge.differential.Story.Answered;
import dev.perigee.edge.differential.Story.Ask;
import dev.perigee.edge.differential.Story.Rules;
import dev.perigee.edge.differential.Story.Turn;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge and a model of the rules are told the same generated stories, and agree on every answer.
 * {@code -Dperigee.differential.stories=N} tells more of them, {@code
 * -Dperigee.differential.seed=N} the same ones again.
 */
class DifferentialIT {

  private static final int STORIES = Integer.getInteger("perigee.differential.stories", 4_000);
  private static final long SEED =
      Long.getLong("perigee.differential.seed", new Random().nextLong());
  private static final int TELLERS = 4;
  private static final int STORIES_BETWEEN_CLEANINGS = 250;

  private static final List<Rules> RULES =
      List.of(
          new Rules("/usual", false, 0, 3000, 31_536_000),
          new Rules("/origin", false, 0, 0, 31_536_000),
          new Rules("/least", false, 2000, 3000, 4000),
          new Rules("/off", false, 0, 0, 0),
          new Rules("/rfc", true, 0, 0, 31_536_000));

  @TempDir Path directory;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger judged = new AtomicInteger();

  @Test
  void theEdgeAgreesWithTheModel() throws Exception {
    Behavior[] behaviors =
        Stream.concat(
                RULES.stream().map(DifferentialIT::behaviorOf), Stream.of(behavior("*").build()))
            .toArray(Behavior[]::new);
    ErrorRule[] errorRules =
        Model.ERROR_MINIMUMS.entrySet().stream()
            .map(rule -> new ErrorRule(rule.getKey(), Duration.ofSeconds(rule.getValue()), null))
            .toArray(ErrorRule[]::new);
    try (RunningEdge edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution("E1")
                .behaviors(behaviors)
                .errorRules(errorRules)
                .build())) {
      tellAll(edge);
      edge.assertQuiet();
    }
    System.out.printf("%d stories, %d answers agree (seed %d)%n", STORIES, judged.get(), SEED);
    assertThat(judged.get()).isGreaterThan(2 * STORIES);
  }

  private static Behavior behaviorOf(Rules rules) {
    if (rules.rfc9111()) {
      return Rfc9111Edge.behavior(rules.prefix() + "/*");
    }
    CachePolicy policy =
        new CachePolicy(
            "p",
            CachePolicy.Semantics.CLOUDFRONT,
            Duration.ofSeconds(rules.min()),
            Duration.ofSeconds(rules.byDefault()),
            Duration.ofSeconds(rules.max()),
            Selection.NONE,
            List.of(),
            Selection.NONE,
            Selection.NONE,
            false,
            false);
    return behavior(rules.prefix() + "/*").policy(policy).build();
  }

  private void tellAll(RunningEdge edge) throws Exception {
    Stories made = new Stories(SEED, RULES);
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < STORIES; i++) {
      stories.add(made.next());
    }
    Callable<Void> teller =
        () -> {
          try (RawConnection connection = RawConnection.open(edge.url())) {
            for (int i = next.getAndIncrement(); i < STORIES; i = next.getAndIncrement()) {
              tell(edge, connection, i, stories.get(i));
            }
          }
          return null;
        };
    try (ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> told :
          tellers.invokeAll(IntStream.range(0, TELLERS).mapToObj(_ -> teller).toList())) {
        told.get();
      }
    }
  }

  private void tell(RunningEdge edge, RawConnection connection, int number, Story story)
      throws Exception {
    if (number % STORIES_BETWEEN_CLEANINGS == 0) {
      edge.forgetRequests();
    }
    String path = story.rules().prefix() + "/" + number;
    AtomicInteger asked = new AtomicInteger();
    edge.on(path, request -> answer(story, asked.incrementAndGet(), request));
    List<Answered> expected = new Model(story).tell();
    for (int i = 0; i < expected.size(); i++) {
      Ask ask = story.asks().get(i);
      connection.send(requestText(path, ask));
      Reply reply = connection.readReply(ask.method());
      boolean isLast = i == expected.size() - 1;
      // With the last answer, the origin may be asked in the background.
      int count = isLast ? Math.min(asked.get(), expected.get(i).asked()) : asked.get();
      assertThat(answered(reply, count))
          .as("seed %d, story %d, request %d of %s: %s", SEED, number, i + 1, story, reply)
          .isEqualTo(expected.get(i));
      judged.incrementAndGet();
    }
  }

  private static Answer answer(Story story, int number, Received request) {
    Turn turn = story.turn(number);
    String known = request.head().first("If-None-Match").orElse("");
    boolean confirms = turn.confirms() && !known.isEmpty();
    Answer answer =
        confirms || turn.status() == 204
            ? Answer.empty(confirms ? 304 : 204)
            : Answer.of(turn.status(), Content.of(Story.bodyOf(number)));
    answer = answer.header("X-Turn", Integer.toString(number));
    String etag = confirms ? known : turn.etag();
    Map<String, String> fields =
        Map.of("Cache-Control", turn.cacheControl(), "ETag", etag, "Vary", turn.vary());
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!field.getValue().isEmpty()) {
        answer = answer.header(field.getKey(), field.getValue());
      }
    }
    return turn.age() == 0 ? answer : answer.header("Age", Long.toString(turn.age()));
  }

  private static String requestText(String path, Ask ask) {
    StringBuilder text = new StringBuilder(ask.method()).append(' ').append(path);
    text.append(" HTTP/1.1\r\nHost: e1.example.net\r\n");
    ask.headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }

  private static Answered answered(Reply reply, int asked) {
    String word = reply.header("X-Cache").orElse("").split(" ", 2)[0];
    int turn = Integer.parseInt(reply.header("X-Turn").orElse("0"));
    return new Answered(reply.status(), turn, reply.text(), word, asked);
  }
}
