package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessKeyDirectoryTest {

  @TempDir Path mount;

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void eachFileIsAKey() throws IOException {
    write("A", "s\n");
    write("B", "t:123456789012:read-only");
    write(".hidden", "x:y:z:a:b");
    Files.createDirectory(mount.resolve("lost+found"));
    AccessKeys keys = keys("C:u");
    assertThat(keys.find("A"))
        .contains(new AccessKey(new Caller(Caller.DEFAULT_ACCOUNT, "A", Access.FULL), "s"));
    assertThat(keys.find("B"))
        .contains(new AccessKey(new Caller("123456789012", "B", Access.READ_ONLY), "t"));
    assertThat(keys.find("C")).isPresent();
    assertThat(keys.find(".hidden")).isEmpty();
  }

  @Test
  void theConfigurationGoesBeforeTheDirectory() throws IOException {
    write("A", "of-the-directory");
    assertThat(keys("A:of-the-configuration").find("A"))
        .map(AccessKey::secret)
        .contains("of-the-configuration");
  }

  @Test
  void aChangeIsSeenAfterTheInterval() throws IOException {
    write("A", "s");
    AccessKeys keys = keys();
    assertThat(keys.find("A")).isPresent();
    write("B", "t");
    Files.delete(mount.resolve("A"));
    now = now.plus(AccessKeyDirectory.INTERVAL).minusMillis(1);
    assertThat(keys.find("A")).isPresent();
    assertThat(keys.find("B")).isEmpty();
    now = now.plusMillis(1);
    assertThat(keys.find("A")).isEmpty();
    assertThat(keys.find("B")).isPresent();
  }

  @Test
  void kubernetesSwapsAllFilesAtOnce() throws IOException {
    generation("..2026_11_21_10", "A", "first");
    turnTo("..2026_11_21_10");
    Files.createSymbolicLink(mount.resolve("A"), Path.of("..data", "A"));
    AccessKeys keys = keys();
    assertThat(keys.find("A")).map(AccessKey::secret).contains("first");
    generation("..2026_11_21_11", "B", "second");
    turnTo("..2026_11_21_11");
    now = now.plus(AccessKeyDirectory.INTERVAL);
    assertThat(keys.find("A")).isEmpty();
    assertThat(keys.find("B")).map(AccessKey::secret).contains("second");
  }

  @Test
  void aSetWithAnErrorIsNotUsed() throws IOException {
    write("A", "s");
    AccessKeys keys = keys();
    assertThat(keys.find("A")).isPresent();
    for (String bad :
        List.of(
            "",
            "two\nlines",
            "s:account",
            "s:123456789012:all",
            "s".repeat(AccessKeyDirectory.MAX_FILE_BYTES + 1))) {
      write("A", "changed");
      write("B", bad);
      now = now.plus(AccessKeyDirectory.INTERVAL);
      assertThat(keys.find("A")).as(bad).map(AccessKey::secret).contains("s");
      assertThat(keys.find("B")).as(bad).isEmpty();
    }
    write("B", "good");
    now = now.plus(AccessKeyDirectory.INTERVAL);
    assertThat(keys.find("A")).map(AccessKey::secret).contains("changed");
    assertThat(keys.find("B")).isPresent();
  }

  @Test
  void aDirectoryThatGoesAwayLeavesItsKeysInForce() throws IOException {
    write("A", "s");
    AccessKeys keys = keys();
    assertThat(keys.find("A")).isPresent();
    Files.delete(mount.resolve("A"));
    Files.delete(mount);
    now = now.plus(AccessKeyDirectory.INTERVAL);
    assertThat(keys.find("A")).isPresent();
    Files.createDirectory(mount);
    now = now.plus(AccessKeyDirectory.INTERVAL);
    assertThat(keys.find("A")).isEmpty();
  }

  @Test
  void thereAreNotMoreKeysThanAThousand() throws IOException {
    for (int i = 0; i < AccessKeyDirectory.MAX_KEYS; i++) {
      write("K" + i, "s");
    }
    AccessKeys keys = keys();
    assertThat(keys.find("K7")).isPresent();
    write("MORE", "s");
    now = now.plus(AccessKeyDirectory.INTERVAL);
    assertThat(keys.find("MORE")).isEmpty();
  }

  private AccessKeys keys(String... configured) {
    return new AccessKeys(List.of(configured), new AccessKeyDirectory(mount, () -> now));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(mount.resolve(name), content);
  }

  private void generation(String name, String id, String secret) throws IOException {
    Files.writeString(Files.createDirectory(mount.resolve(name)).resolve(id), secret);
  }

  /** As the kubelet does it: a new link, renamed over the old one. */
  private void turnTo(String generation) throws IOException {
    Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(generation));
    Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }
}
