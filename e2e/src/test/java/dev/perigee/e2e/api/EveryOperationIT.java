package dev.perigee.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.e2e.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each client does everything that {@code docs/api-coverage.md} says is supported. */
@ExtendWith(World.Provider.class)
class EveryOperationIT {

  private static final Path COVERAGE = Path.of("../docs/api-coverage.md");
  private static final Pattern SUPPORTED = Pattern.compile("\\| `(\\w+)` \\| in force \\|");

  private final World world;

  EveryOperationIT(World world) {
    this.world = world;
  }

  @Test
  void byTheSdkForJava() throws Exception {
    try (ApiClient client = new SdkClient(world.suite().aws())) {
      assertThat(toldBy(client, "java")).as("operations that the SDK does not know").isEmpty();
    }
  }

  @Test
  void byBotocore() throws Exception {
    try (ApiClient client = new BotoClient(world.suite().aws())) {
      toldBy(client, "boto");
    }
  }

  @Test
  void byTheCommandLine() throws Exception {
    try (ApiClient client = new CliClient(world.suite().aws())) {
      toldBy(client, "cli");
    }
  }

  /** Returns the operations that the client is too old for. */
  private static Set<String> toldBy(ApiClient client, String run) throws Exception {
    Story story = new Story(client);
    PolicyStory.tell(story, run);
    AccessStory.tell(story, run);
    EdgeComputeStory.tell(story, run);
    new DistributionStory(story, run).tell();
    Set<String> missing = new TreeSet<>(supported());
    missing.removeAll(story.done());
    missing.removeAll(story.unknown());
    assertThat(missing).as("supported operations that the story leaves out").isEmpty();
    return story.unknown();
  }

  private static Set<String> supported() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(COVERAGE)) {
      Matcher row = SUPPORTED.matcher(line);
      if (row.matches()) {
        names.add(row.group(1));
      }
    }
    assertThat(names).hasSizeGreaterThan(80);
    return names;
  }
}
