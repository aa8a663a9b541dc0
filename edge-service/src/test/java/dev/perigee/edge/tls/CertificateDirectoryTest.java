package dev.perigee.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.local.certificate.LocalAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateDirectoryTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path directory;
  private final AtomicInteger changes = new AtomicInteger();
  private LocalAuthority authority;
  private Certificates certificates;

  @BeforeEach
  void open() throws Exception {
    authority = LocalAuthority.create(NOW);
    certificates = new Certificates(directory, "cdn.test", changes::incrementAndGet);
  }

  @Test
  void aHostGetsTheCertificateNamedThenItsOwnThenAWildcardThenTheDomains() throws Exception {
    write("own", "*.cdn.test");
    write("wild", "*.site.test");
    write("exact", "www.site.test");
    write("ASCAEXAMPLE123456789", "www.site.test");
    write("other", "elsewhere.test");
    certificates.reload();
    assertThat(name("www.site.test", "ASCAEXAMPLE123456789")).isEqualTo("ASCAEXAMPLE123456789");
    assertThat(name("shop.site.test", "ASCAEXAMPLE123456789")).isEqualTo("wild");
    assertThat(name("www.site.test", "arn:aws:acm:us-east-1:1:certificate/exact"))
        .isEqualTo("exact");
    assertThat(name("deep.shop.site.test", "")).isEqualTo("own");
    assertThat(name("d1.cdn.test", "")).isEqualTo("own");
    assertThat(name("", "")).isEqualTo("own");
  }

  @Test
  void ofTwoForOneHostTheOneThatLastsLongerIsShown() throws Exception {
    write("later", NOW.plus(Duration.ofDays(10)), "www.site.test");
    write("sooner", NOW, "www.site.test");
    certificates.reload();
    assertThat(name("www.site.test", "")).isEqualTo("later");
  }

  @Test
  void aMountedSecretIsRead() throws Exception {
    LocalAuthority.Signed signed = authority.sign(NOW, "www.site.test");
    Path secret = Files.createDirectory(directory.resolve("secret"));
    Files.writeString(secret.resolve("tls.crt"), signed.chain());
    Files.writeString(secret.resolve("tls.key"), signed.key());
    certificates.reload();
    assertThat(name("www.site.test", "")).isEqualTo("secret");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedAndTheOldOneStays() throws Exception {
    write("own", "*.cdn.test");
    certificates.reload();
    ServerCertificate before = certificates.current().find("", "");
    Files.writeString(directory.resolve("own.key"), authority.sign(NOW, "*.cdn.test").key());
    touch("own.key");
    certificates.reload();
    assertThat(certificates.current().find("", "")).isSameAs(before);

    Files.delete(directory.resolve("own.crt"));
    certificates.reload();
    assertThat(certificates.current().find("", "")).isNull();
  }

  @Test
  void whatDidNotChangeIsNotReadAgain() throws Exception {
    write("own", "*.cdn.test");
    certificates.reload();
    ServerCertificate before = certificates.current().find("", "");
    write("more", "www.site.test");
    certificates.reload();
    certificates.reload();
    assertThat(certificates.current().find("", "")).isSameAs(before);
    assertThat(changes).hasValue(2);
  }

  @Test
  void aDirectoryThatCannotBeReadLeavesAllAsItIs() throws Exception {
    write("own", "*.cdn.test");
    certificates.reload();
    for (String file : new String[] {"own.crt", "own.key"}) {
      Files.delete(directory.resolve(file));
    }
    Files.delete(directory);
    certificates.reload();
    assertThat(name("", "")).isEqualTo("own");
  }

  private String name(String host, String wanted) {
    ServerCertificate found = certificates.current().find(host, wanted);
    return found == null ? "none" : found.name();
  }

  private void write(String name, String... hosts) throws Exception {
    write(name, NOW, hosts);
  }

  private void write(String name, Instant from, String... hosts) throws Exception {
    LocalAuthority.Signed signed = authority.sign(from, hosts);
    Files.writeString(directory.resolve(name + ".key"), signed.key());
    Files.writeString(directory.resolve(name + ".crt"), signed.chain());
  }

  private void touch(String file) throws Exception {
    Files.setLastModifiedTime(
        directory.resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
  }
}
