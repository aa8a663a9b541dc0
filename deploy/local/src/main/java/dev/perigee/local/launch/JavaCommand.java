package dev.perigee.local.launch;

import java.util.ArrayList;
import java.util.List;

/** A command line of a JVM that is to start fast and stay small. Immutable once built. */
public final class JavaCommand {

  private final List<String> options = new ArrayList<>();
  private final Installation installation;

  private JavaCommand(Installation installation) {
    this.installation = installation;
    // One collector thread, small stacks and headers: the whole suite shares one small machine.
    // Netty frees its buffers by itself where a jar's manifest opens java.nio to it, as the
    // services' do, and they are not filled with zeros first.
    options.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.tryReflectionSetAccessible=true"));
  }

  public static JavaCommand of(Installation installation) {
    return new JavaCommand(installation);
  }

  public JavaCommand heapMegabytes(int megabytes) {
    options.add("-Xmx" + megabytes + "m");
    return this;
  }

  public JavaCommand directMegabytes(int megabytes) {
    options.add("-XX:MaxDirectMemorySize=" + megabytes + "m");
    return this;
  }

  /** Compiles fast instead of well: for parts whose own speed nobody waits for. */
  public JavaCommand lightCompilation() {
    options.add("-XX:TieredStopAtLevel=1");
    return this;
  }

  public JavaCommand option(String option) {
    options.add(option);
    return this;
  }

  /** Runs a main class of {@code deploy/local}. */
  public List<String> main(String mainClass, List<String> arguments) {
    List<String> command = started();
    command.add("-Djava.util.logging.config.file=" + installation.loggingConfiguration());
    command.add("-Dorg.jboss.logging.provider=jdk");
    command.addAll(List.of("-cp", installation.classPath(), mainClass));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Runs a main class of {@code deploy/local} with one jar on the class path beside its own. */
  public List<String> mainOn(String jar, String mainClass, List<String> arguments) {
    List<String> command = started();
    command.addAll(List.of("-cp", installation.jar() + ":" + jar, mainClass));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Runs a Quarkus service. */
  public List<String> service(String module) {
    List<String> command = started();
    command.addAll(List.of("-jar", installation.serviceJar(module).toString()));
    return List.copyOf(command);
  }

  private List<String> started() {
    List<String> command = new ArrayList<>();
    command.add(installation.java().toString());
    command.addAll(options);
    return command;
  }
}
