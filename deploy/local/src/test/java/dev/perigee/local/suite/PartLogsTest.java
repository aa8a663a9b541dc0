package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartLogsTest {

  @TempDir Path directory;

  @Test
  void keepsThePresentFileAndTheOneBefore() throws Exception {
    PartLogs logs = new PartLogs(directory);
    for (String run : new String[] {"first", "second", "third"}) {
      logs.begin();
      Files.writeString(directory.resolve("kafka.log"), run);
    }
    assertThat(directory.resolve("kafka.log")).hasContent("third");
    assertThat(directory.resolve("kafka.log.1")).hasContent("second");
    assertThat(directory.toFile().list()).hasSize(2);
  }

  @Test
  void cutsAFileThatHasGrownTooLarge() throws Exception {
    Path log = directory.resolve("edge-1.log");
    PartLogs logs = new PartLogs(directory);
    Files.writeString(log, "small");
    logs.trim();
    assertThat(log).hasContent("small");

    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(PartLogs.LARGEST_BYTES + 1);
    }
    logs.trim();
    assertThat(log).isEmptyFile();
    assertThat(directory.resolve("edge-1.log.1")).hasSize(PartLogs.LARGEST_BYTES + 1);
  }
}
