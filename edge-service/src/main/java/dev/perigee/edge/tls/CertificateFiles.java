package dev.perigee.edge.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate and its key, as two files in PEM form.
 *
 * @param name what the certificate is called
 */
record CertificateFiles(String name, Path certificate, Path key) {

  /** Certificates that a directory may hold. */
  static final int MAX_CERTIFICATES = 10_000;

  private static final int MAX_FILE_BYTES = 262_144;
  private static final List<String> EXTENSIONS = List.of(".crt", ".pem");

  /**
   * The pairs in a directory: {@code NAME.crt} or {@code NAME.pem} with {@code NAME.key}, and
   * {@code NAME/tls.crt} with {@code NAME/tls.key}, as Kubernetes mounts secrets.
   */
  static List<CertificateFiles> in(Path directory) throws IOException {
    List<CertificateFiles> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.sorted().toList()) {
        CertificateFiles pair = Files.isDirectory(entry) ? mounted(entry) : beside(entry);
        if (Files.isRegularFile(pair.certificate) && Files.isRegularFile(pair.key)) {
          found.add(pair);
        }
        if (found.size() > MAX_CERTIFICATES) {
          throw new IOException(
              "more than %d certificates (expected: at most so many)".formatted(MAX_CERTIFICATES));
        }
      }
    }
    return found;
  }

  private static CertificateFiles mounted(Path folder) {
    return new CertificateFiles(
        folder.getFileName().toString(), folder.resolve("tls.crt"), folder.resolve("tls.key"));
  }

  private static CertificateFiles beside(Path file) {
    String fileName = file.getFileName().toString();
    for (String extension : EXTENSIONS) {
      if (fileName.endsWith(extension)) {
        String name = fileName.substring(0, fileName.length() - extension.length());
        return new CertificateFiles(name, file, file.resolveSibling(name + ".key"));
      }
    }
    return new CertificateFiles(fileName, file.resolveSibling(""), file);
  }

  /** Changes whenever one of the files does. */
  String stamp() throws IOException {
    return name + " " + stamp(certificate) + " " + stamp(key);
  }

  private static String stamp(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.lastModifiedTime() + "/" + attributes.size() + "/" + attributes.fileKey();
  }

  /**
   * Reads both files, and checks that they belong together.
   *
   * @throws GeneralSecurityException where they hold something else than what is expected
   */
  ServerCertificate read() throws IOException, GeneralSecurityException {
    List<X509Certificate> chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes(certificate)))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("no certificate (expected: one or more in PEM form)");
    }
    PrivateKey privateKey = PrivateKeys.read(bytes(key));
    KeyPairs.check(chain.getFirst().getPublicKey(), privateKey);
    return new ServerCertificate(name, privateKey, chain);
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException(
          "%s: %d bytes (expected: at most %d)"
              .formatted(file.getFileName(), Files.size(file), MAX_FILE_BYTES));
    }
    return Files.readAllBytes(file);
  }
}
