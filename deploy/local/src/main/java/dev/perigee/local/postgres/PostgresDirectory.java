package dev.perigee.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What lies on disk of a database server: its data, and the password of its only user.
 *
 * @param path holds both, and the log of their making
 */
public record PostgresDirectory(Path path) {

  public static final String DATABASE = "perigee";
  public static final String USER = "perigee";

  /** The line of the server's pid file in which it tells pg_ctl how far it has come. */
  private static final int STATUS_LINE = 7;

  /** Whether the server says that it takes connections. */
  public boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** The password, made of hexadecimal digits only, so that it needs no escaping anywhere. */
  public String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  public String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  /** A URL that suffices to connect. */
  public String jdbcUrlWithCredentials(int port) throws IOException {
    return jdbcUrl(port) + "?user=" + USER + "&password=" + password();
  }

  Path data() {
    return path.resolve("data");
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  Path preparationLog() {
    return path.resolve("preparation.log");
  }
}
