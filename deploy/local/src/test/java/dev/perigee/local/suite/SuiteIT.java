package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.local.launch.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor as a process, with parts that need nothing but this module. */
class SuiteIT {

  private static final String PARTS = "kafka,postgres,infinispan-1,infinispan-2";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;

  private final int offset = ThreadLocalRandom.current().nextInt(11_000, 20_000);
  private final List<Process> supervisors = new ArrayList<>();

  @AfterEach
  void leaveNothing() throws Exception {
    for (Process supervisor : supervisors) {
      supervisor.destroy();
      if (!supervisor.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        supervisor.destroyForcibly();
      }
    }
    await("no part is left", () -> parts().isEmpty());
  }

  @Test
  void comesUpKeepsItsPartsUpAndGoesDown() throws Exception {
    Process supervisor = up(PARTS);
    awaitReady(supervisor);
    assertThat(ask("status")).contains("kafka").contains("4 of 4").endsWith("ok\n");
    assertThat(Files.readString(state("env"))).contains("AWS_ACCESS_KEY_ID=PERIGEELOCAL");

    Process second = up(PARTS);
    assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(output(second)).contains("a suite is already running with the state in");

    long killed = pid("postgres");
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    await(
        "PostgreSQL is back", () -> pid("postgres") != killed && ask("status").contains("4 of 4"));

    assertThat(ask("stop kafka --kill")).isEqualTo("ok\n");
    assertThat(ask("status")).containsPattern("kafka +- +stopped");
    assertThat(ask("start kafka")).isEqualTo("ok\n");
    assertThat(ask("restart infinispan-2")).isEqualTo("ok\n");
    assertThat(ask("stop nobody")).startsWith("error: no part nobody (expected one of kafka,");
    assertThat(ask("start edge-3")).contains("start edge-2 adds an edge");

    assertThat(ask("down")).isEqualTo("ok\n");
    assertThat(supervisor.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(supervisor.exitValue()).isZero();
    assertThat(parts()).isEmpty();
    assertThat(state("endpoints.json")).doesNotExist();

    Process again = up("postgres");
    awaitReady(again);
    again.destroy();
    assertThat(again.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(parts()).isEmpty();
  }

  @Test
  void leavesNoPartBehindWhenItIsKilled() throws Exception {
    Process supervisor = up("kafka,postgres");
    awaitReady(supervisor);
    assertThat(parts()).hasSize(2);
    supervisor.destroyForcibly().waitFor();
    await("the parts have ended", () -> parts().isEmpty());

    Process next = up("kafka,postgres");
    awaitReady(next);
  }

  @Test
  void namesAPortThatIsInUse() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(5433 + offset, 1, InetAddress.getLoopbackAddress())) {
      Process supervisor = up("postgres,kafka");
      assertThat(supervisor.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(supervisor.exitValue()).isEqualTo(1);
      assertThat(output(supervisor))
          .isEqualTo(
              "perigee: port "
                  + taken.getLocalPort()
                  + " of postgres is in use on 127.0.0.1"
                  + " (stop what listens there, or set PERIGEE_PORT_OFFSET)\n");
    }
  }

  @Test
  void namesThePartThatDoesNotComeUpAndItsLog() throws Exception {
    Path kafka = state("data/kafka");
    Files.createDirectories(kafka);
    Files.writeString(kafka.resolve("meta.properties"), "version=1\nnode.id=77\ncluster.id=x\n");

    Process supervisor = up("kafka,postgres");
    assertThat(supervisor.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(supervisor.exitValue()).isEqualTo(1);
    assertThat(output(supervisor).lines().toList().getLast())
        .matches("perigee: kafka did not come up: exited with \\d+ \\(log: .*/logs/kafka.log\\)");
    assertThat(parts()).isEmpty();
  }

  private Process up(String parts) throws IOException {
    Installation installation = Installation.find();
    Path out = directory.resolve("up-" + supervisors.size() + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(
                installation.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dperigee.root=" + installation.root(),
                "-cp",
                installation.classPath(),
                "dev.perigee.local.cli.Up",
                "--only",
                parts)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("PERIGEE_STATE_DIR", directory.resolve("state").toString());
    builder.environment().put("PERIGEE_PORT_OFFSET", Integer.toString(offset));
    Process supervisor = builder.start();
    supervisors.add(supervisor);
    return supervisor;
  }

  private String output(Process supervisor) throws IOException {
    return Files.readString(directory.resolve("up-" + supervisors.indexOf(supervisor) + ".out"));
  }

  private void awaitReady(Process supervisor) throws Exception {
    await(
        "the suite is up",
        () -> {
          if (!supervisor.isAlive()) {
            throw new AssertionError("the supervisor ended with " + supervisor.exitValue());
          }
          return Files.exists(state("endpoints.json"));
        });
  }

  private Path state(String name) {
    return directory.resolve("state").resolve(name);
  }

  private long pid(String part) {
    try {
      return Long.parseLong(Files.readString(state("run/" + part + ".pid")).split(" ")[0]);
    } catch (IOException e) {
      return -1;
    }
  }

  /** The processes that have this test's state directory on their command line. */
  private List<ProcessHandle> parts() {
    String marker = directory.resolve("state/data").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(marker))
        .toList();
  }

  private String ask(String command) {
    try {
      String[] control = Files.readString(state("control")).strip().split(" ");
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(control[0]))) {
        socket
            .getOutputStream()
            .write((control[1] + " " + command + "\n").getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
      }
      Thread.sleep(50);
    }
  }
}
