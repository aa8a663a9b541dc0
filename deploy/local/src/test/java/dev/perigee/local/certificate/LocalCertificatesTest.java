package dev.perigee.local.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificatesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path root;

  @Test
  void aCertificateForTheDomainIsMadeThatTheAuthorityHasSigned() throws Exception {
    LocalCertificates certificates = new LocalCertificates(root);
    certificates.prepare("cdn.test", NOW);

    X509Certificate authority = read(certificates.authority()).getFirst();
    List<X509Certificate> chain = read(certificates.directory().resolve("cdn.test.crt"));
    X509Certificate leaf = chain.getFirst();
    leaf.verify(authority.getPublicKey());
    leaf.checkValidity(Date.from(NOW));
    assertThat(chain.getLast()).isEqualTo(authority);
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    List<Object> names = new ArrayList<>();
    leaf.getSubjectAlternativeNames().forEach(entry -> names.add(entry.get(1)));
    assertThat(names).containsExactly("*.cdn.test", "cdn.test", "localhost", "127.0.0.1");
  }

  @Test
  void onlyTheOwnerCanReadWhatIsMade() throws Exception {
    LocalCertificates certificates = new LocalCertificates(root);
    certificates.prepare("cdn.test", NOW);
    assertThat(permissions(certificates.directory())).isEqualTo("rwx------");
    assertThat(permissions(certificates.directory().resolve("cdn.test.key")))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsThereIsLeftAlone() throws Exception {
    LocalCertificates certificates = new LocalCertificates(root);
    certificates.prepare("cdn.test", NOW);
    byte[] before = Files.readAllBytes(certificates.authority());
    certificates.prepare("cdn.test", NOW);
    assertThat(Files.readAllBytes(certificates.authority())).isEqualTo(before);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<X509Certificate> read(Path file) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
