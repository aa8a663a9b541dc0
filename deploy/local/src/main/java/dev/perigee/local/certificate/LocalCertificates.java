package dev.perigee.local.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Set;

/**
 * The certificates of a suite on one machine: {@code ca.pem}, which clients are told to trust, and
 * a directory with a certificate for every name under the suite's domain and for loopback. The
 * authority's own key is nowhere kept, so that nobody can sign anything else with it; the person
 * may put certificates of their own into the directory.
 */
public final class LocalCertificates {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  /**
   * @param root the folder where all of it lies
   */
  public LocalCertificates(Path root) {
    this.root = root;
  }

  /** What clients are to trust. */
  public Path authority() {
    return root.resolve("ca.pem");
  }

  /** The directory that edges read. */
  public Path directory() {
    return root.resolve("certificates");
  }

  /** Makes what is not there for the domain; leaves alone what is. */
  public synchronized void prepare(String domain, Instant now) throws IOException {
    Path certificate = directory().resolve(domain + ".crt");
    if (Files.exists(certificate) && Files.exists(authority())) {
      return;
    }
    if (!Files.isDirectory(directory())) {
      Files.createDirectories(directory(), OWNERS_FOLDER);
    }
    try {
      LocalAuthority made = LocalAuthority.create(now);
      LocalAuthority.Signed signed =
          made.sign(now, "*." + domain, domain, "localhost", "127.0.0.1");
      write(directory().resolve(domain + ".key"), signed.key());
      write(certificate, signed.chain());
      write(authority(), made.pem());
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate could be made: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, OWNER_ONLY);
    Files.writeString(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
