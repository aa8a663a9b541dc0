package dev.perigee.eventlog.saved;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRecordsTest {

  private static final int SEVERAL_COMPACTIONS = 2_000;

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void path() {
    path = directory.resolve("new/directory/records");
  }

  @Test
  void theLastValueOfEachKeyIsThereAfterARestart() throws IOException {
    try (SavedRecords records = SavedRecords.open(path)) {
      put(records, "a", "1");
      put(records, "b", "one\ntwo 3\nb -\n");
      put(records, "a", "2");
      records.flush();
      put(records, "c", "");
      records.remove("b");
      records.remove("never-there");
      records.flush();
      assertThat(contents(records)).isEqualTo(Map.of("a", "2", "c", ""));
    }
    assertThat(reopened()).isEqualTo(Map.of("a", "2", "c", ""));
  }

  @Test
  void whatIsNotFlushedIsNotThere() throws IOException {
    try (SavedRecords records = SavedRecords.open(path)) {
      put(records, "a", "1");
      records.flush();
      put(records, "a", "2");
      records.remove("a");
      assertThat(contents(records)).isEqualTo(Map.of("a", "1"));
    }
    assertThat(reopened()).isEqualTo(Map.of("a", "1"));
  }

  /** A crash leaves any part of what was being written, or zeros where the disk has not come to. */
  @Test
  void aFileThatEndsAnywhereHasWhatIsWhole() throws IOException {
    try (SavedRecords records = SavedRecords.open(path)) {
      put(records, "a", "1");
      records.flush();
      put(records, "b", "2");
      records.flush();
    }
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = new byte[whole.length];
      System.arraycopy(whole, 0, part, 0, length);
      Files.write(path, part);
      Map<String, String> expected = length < 6 ? Map.of() : Map.of("a", "1");
      assertThat(reopened()).as("%d bytes, then zeros", length).isEqualTo(expected);
      Files.write(path, Arrays.copyOf(whole, length));
      assertThat(reopened()).as("%d bytes", length).isEqualTo(expected);
    }
  }

  @Test
  void whatACrashLeftIsWrittenOver() throws IOException {
    try (SavedRecords records = SavedRecords.open(path)) {
      put(records, "a", "1");
      records.flush();
    }
    Files.writeString(path, "b 100\nhalf of it", StandardOpenOption.APPEND);
    try (SavedRecords records = SavedRecords.open(path)) {
      put(records, "c", "3");
      records.flush();
    }
    assertThat(reopened()).isEqualTo(Map.of("a", "1", "c", "3"));
  }

  @Test
  void theFileStaysInProportionToWhatItHolds() throws IOException {
    Random random = new Random(7);
    Map<String, String> expected = new HashMap<>();
    try (SavedRecords records = SavedRecords.open(path)) {
      for (int i = 0; i < SEVERAL_COMPACTIONS; i++) {
        String key = "k" + random.nextInt(20);
        if (random.nextInt(5) == 0 && expected.remove(key) != null) {
          records.remove(key);
        } else {
          String value = i + "x".repeat(random.nextInt(20_000));
          put(records, key, value);
          expected.put(key, value);
        }
        if (random.nextInt(3) == 0) {
          records.flush();
          assertThat(Files.size(path)).isLessThan(2_000_000);
        }
      }
      records.flush();
      assertThat(contents(records)).isEqualTo(expected);
    }
    assertThat(reopened()).isEqualTo(expected);
  }

  @Test
  void aKeyThatTheFileCannotHoldIsRefused() throws IOException {
    try (SavedRecords records = SavedRecords.open(path)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> put(records, "a b", "1"))
          .withMessageContaining("'a b'");
      records.flush();
    }
    assertThat(reopened()).isEmpty();
  }

  private Map<String, String> reopened() throws IOException {
    try (SavedRecords records = SavedRecords.open(path)) {
      return contents(records);
    }
  }

  private static void put(SavedRecords records, String key, String value) {
    records.put(key, value.getBytes(UTF_8));
  }

  private static Map<String, String> contents(SavedRecords records) throws IOException {
    Map<String, String> contents = new HashMap<>();
    for (String key : records.keys()) {
      contents.put(key, new String(Objects.requireNonNull(records.value(key)), UTF_8));
    }
    return contents;
  }
}
