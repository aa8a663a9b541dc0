package dev.perigee.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An origin that costs little itself: nginx with files. {@code /N/anything} answers with N bytes
 * that may be kept for long, of those sizes that it was started with.
 */
final class NginxOrigin implements AutoCloseable {

  private final NginxServer server;

  private NginxOrigin(NginxServer server) {
    this.server = server;
  }

  static NginxOrigin start(Path directory, Iterable<Long> sizes)
      throws IOException, InterruptedException {
    Path files = Files.createDirectories(directory.resolve("files"));
    for (long size : sizes) {
      try (RandomAccessFile file =
          new RandomAccessFile(files.resolve(Long.toString(size)).toFile(), "rw")) {
        // A file with a hole in the place of its content takes no room on the disk.
        file.setLength(size);
      }
    }
    return new NginxOrigin(
        NginxServer.start(
            directory,
            """
            open_file_cache max=100;
            keepalive_requests 1000000000;
            """,
            """
            root %s;
            default_type application/octet-stream;
            add_header Cache-Control "max-age=86400";
            location ~ "^/([0-9]+)/" { rewrite "^/([0-9]+)/" /$1 break; }
            """
                .formatted(files)));
  }

  int port() {
    return server.port();
  }

  Iterable<Long> pids() {
    return server.pids();
  }

  @Override
  public void close() {
    server.close();
  }
}
