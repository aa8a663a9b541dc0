package dev.perigee.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A suite of this machine, started for a while; it is down when this is closed. */
final class LocalSuite implements AutoCloseable {

  /** Its ports lie beside those of a suite that somebody else may be running. */
  private static final int PORT_OFFSET = 15_000;

  private final Path root;
  private final Path state;

  private LocalSuite(Path root, Path state) {
    this.root = root;
    this.state = state;
  }

  static LocalSuite start(Path root, Path state) {
    LocalSuite suite = new LocalSuite(root, state);
    suite.perigee("up", "--fresh", "--detach");
    return suite;
  }

  /** Where what is reached, and with which access key. */
  JsonNode endpoints() throws IOException {
    return JsonMapper.builder().build().readTree(state.resolve("endpoints.json").toFile());
  }

  /** The authority of its certificates, in PEM. */
  Path authority() {
    return state.resolve("ca.pem");
  }

  /** The settings that a part runs with. */
  Map<String, String> settings(String part) throws IOException {
    String process =
        perigee("status")
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words.length > 1 && words[0].equals(part))
            .map(words -> words[1])
            .findFirst()
            .orElseThrow(() -> new ImageException("the suite has no " + part));
    Map<String, String> settings = new HashMap<>();
    String environment = Files.readString(Path.of("/proc", process, "environ"));
    for (String variable : environment.split("\0", -1)) {
      int end = variable.indexOf('=');
      if (variable.startsWith("PERIGEE_") || variable.startsWith("QUARKUS_")) {
        settings.put(variable.substring(0, end), variable.substring(end + 1));
      }
    }
    return settings;
  }

  void stop(String part) {
    perigee("stop", part);
  }

  private String perigee(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("perigee").toString());
    command.addAll(List.of(arguments));
    return Program.run(
        root,
        command,
        Map.of(
            "PERIGEE_STATE_DIR",
            state.toString(),
            "PERIGEE_PORT_OFFSET",
            Integer.toString(PORT_OFFSET)));
  }

  @Override
  public void close() {
    perigee("down");
  }
}
