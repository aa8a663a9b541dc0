package dev.perigee.edge;

import dev.perigee.local.certificate.LocalAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The folder of certificates that an edge is started with. */
final class EdgeCertificates {

  private EdgeCertificates() {}

  /** Writes a certificate of an authority of its own; returns the folder. */
  static Path write(Path directory, String... hosts) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("certificates"));
    LocalAuthority.Signed signed = LocalAuthority.create(Instant.now()).sign(Instant.now(), hosts);
    Files.writeString(folder.resolve("own.key"), signed.key());
    Files.writeString(folder.resolve("own.crt"), signed.chain());
    return folder;
  }
}
