package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

  @TempDir Path directory;

  /** A lock that nobody refers to is closed by the collector, together with its channel. */
  @Test
  void isHeldByOneSupervisorAtATime() throws Exception {
    StateDirectory state = new StateDirectory(directory.resolve("state"));
    assertThat(state.lock()).isTrue();
    WeakReference<Object> collected = new WeakReference<>(new Object());
    while (collected.get() != null) {
      System.gc();
    }
    assertThat(new StateDirectory(state.root()).lock()).isFalse();
    assertThat(state.lock()).isFalse();
  }

  @Test
  void canBeEmptiedWhileItIsHeld() throws Exception {
    StateDirectory state = new StateDirectory(directory);
    Files.createDirectories(state.data("kafka").resolve("topic"));
    Files.writeString(state.data("kafka").resolve("topic/log"), "x");
    Files.writeString(directory.resolve("lock"), "");
    state.empty();
    assertThat(directory.toFile().list()).containsExactly("lock");
  }

  @Test
  void writesSecretsForTheirOwnerOnly() throws Exception {
    Path file = directory.resolve("endpoints.json");
    StateDirectory.writePrivately(file, "one");
    StateDirectory.writePrivately(file, "two");
    assertThat(file).hasContent("two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactly("endpoints.json");
  }

  @Test
  void needsRoomOnTheDisk() throws Exception {
    DiskSpace.check(directory, 512);
    assertThatThrownBy(() -> DiskSpace.check(Path.of("/data"), 511))
        .isInstanceOf(SuiteException.class)
        .hasMessage("the disk of /data is full: 511 MB free (expected: at least 512 MB)");
  }
}
