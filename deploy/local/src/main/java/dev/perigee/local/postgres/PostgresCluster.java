package dev.perigee.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One database server: {@link #create} makes its data on first use, and later starts find them.
 *
 * <p>PostgreSQL refuses to run as root. There, its programs run in a user namespace of their own
 * ({@code unshare -U}), in which root is nobody and still owns its files.
 */
public final class PostgresCluster {

  private static final int PASSWORD_BYTES = 24;
  private static final long STEP_LIMIT_SECONDS = 60;

  private final PostgresBinaries binaries;
  private final PostgresDirectory directory;

  public PostgresCluster(PostgresBinaries binaries, PostgresDirectory directory) {
    this.binaries = binaries;
    this.directory = directory;
  }

  /** Makes the data unless they are there. What an interrupted attempt left is discarded. */
  public void create() throws IOException, InterruptedException {
    Files.createDirectories(directory.path());
    if (Files.isDirectory(directory.data())) {
      return;
    }
    if (!Files.exists(directory.passwordFile())) {
      writePassword(directory.passwordFile());
    }
    Path unfinished = directory.path().resolve("data.unfinished");
    run(List.of("rm", "-rf", unfinished.toString()), "");
    run(
        program(
            "initdb",
            "--pgdata=" + unfinished,
            "--username=" + PostgresDirectory.USER,
            "--pwfile=" + directory.passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"),
        "");
    run(
        program("postgres", "--single", "-D", unfinished.toString(), "postgres"),
        "CREATE DATABASE " + PostgresDirectory.DATABASE + "\n");
    Files.move(unfinished, directory.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The command that runs the server in the foreground, as the process that it starts. */
  public List<String> serverCommand(int port) {
    List<String> command = new ArrayList<>(program("postgres", "-D", directory.data().toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=32MB",
            "max_wal_size=256MB",
            "max_worker_processes=2",
            "io_method=sync",
            "log_line_prefix=%m [%p] ")) {
      command.addAll(List.of("-c", setting));
    }
    return List.copyOf(command);
  }

  private List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.program(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void writePassword(Path file) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
  }

  private void run(List<String> command, String input) throws IOException, InterruptedException {
    Path log = directory.preparationLog();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    try {
      try (var standardInput = process.outputWriter()) {
        standardInput.write(input);
      }
      if (!process.waitFor(STEP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "a preparation took more than " + STEP_LIMIT_SECONDS + " s (" + log + ")");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException("a preparation ended with " + process.exitValue() + " (" + log + ")");
    }
  }
}
