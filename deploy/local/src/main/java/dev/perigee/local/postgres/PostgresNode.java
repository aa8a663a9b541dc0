package dev.perigee.local.postgres;

import dev.perigee.local.process.Arguments;
import dev.perigee.local.process.Signal;
import java.io.IOException;

/**
 * Runs one PostgreSQL server as a child of this process and ends with it, for those who cannot
 * watch over it themselves.
 */
public final class PostgresNode {

  private PostgresNode() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments arguments = Arguments.of(args, "programs directory", "directory", "port");
    PostgresCluster cluster =
        new PostgresCluster(
            PostgresBinaries.unpackedBelow(arguments.path("programs directory")),
            new PostgresDirectory(arguments.path("directory")));
    cluster.create();
    Process server =
        new ProcessBuilder(cluster.serverCommand(arguments.port("port"))).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "postgres-shutdown"));
    System.exit(server.waitFor());
  }

  private static void stop(Process server) {
    try {
      Signal.INTERRUPT.sendTo(server.toHandle());
      server.waitFor();
    } catch (IOException e) {
      server.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
