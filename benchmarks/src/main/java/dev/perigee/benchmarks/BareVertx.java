package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link BareServer} in a process of its own, with the JVM and the settings of an edge. */
record BareVertx(Process process, int port, int securePort) implements Contender {

  static BareVertx start(Path directory, TestCertificate certificate)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = NginxServer.freePort();
    int securePort = NginxServer.freePort();
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xss512k",
            "-Xmx256m",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName()));
    command.addAll(List.of(Integer.toString(port), Integer.toString(securePort)));
    command.addAll(List.of(certificate.certificate().toString(), certificate.key().toString()));
    Path log = directory.resolve("bare.log");
    Process process = Programs.serve("the bare server", command, port, log);
    return new BareVertx(process, port, securePort);
  }

  @Override
  public boolean knows(HitCase hit) {
    return hit.request().isEmpty();
  }

  @Override
  public List<Long> pids() {
    return List.of(process.pid());
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
