package dev.perigee.edge.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.edge.settings.AccessLogSettings;
import dev.perigee.edge.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From lines to kept files, with the writer and the archive. */
class LogFilesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T04:59:30Z");
  private static final LogTarget E1 = new LogTarget("E1", "logs.s3.amazonaws.com", "site/a-");
  private static final LogTarget E2 = new LogTarget("E2", "logs.s3.amazonaws.com", "");

  @TempDir private Path directory;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AccessLogMeter meter = new AccessLogMeter(registry);

  @Test
  void eachDistributionHasFilesOfItsOwn() throws Exception {
    LogWriter writer = writer();
    writer.append(List.of(line(E1, NOW, "1"), line(E2, NOW, "2"), line(E1, NOW, "3")), NOW);
    writer.close();
    archive(1 << 20).compress();
    assertThat(files()).hasSize(2);
    assertThat(files().getFirst())
        .matches("logs.s3.amazonaws.com/E2\\.2026-11-22-04\\.\\w{8}\\.gz");
    assertThat(files().getLast())
        .matches("logs.s3.amazonaws.com/site/a-E1\\.2026-11-22-04\\.\\w{8}\\.gz");
    assertThat(text(files().getFirst())).isEqualTo(header() + "2\n");
    assertThat(text(files().getLast())).isEqualTo(header() + "1\n3\n");
    assertThat(lines("written")).isEqualTo(3);
  }

  @Test
  void aNewHourIsANewFile() throws Exception {
    LogWriter writer = writer();
    Instant later = NOW.plusSeconds(60);
    writer.append(List.of(line(E2, NOW, "1"), line(E2, later, "2")), later);
    writer.close();
    archive(1 << 20).compress();
    assertThat(files()).hasSize(2);
    assertThat(files().getFirst()).contains("2026-11-22-04");
    assertThat(files().getLast()).contains("2026-11-22-05");
  }

  @Test
  void aFileEndsByItsAgeAndByItsSize() throws Exception {
    LogWriter writer = writer();
    writer.append(List.of(line(E2, NOW, "1")), NOW);
    assertThat(writer.rotate(NOW.plus(Duration.ofMinutes(5)).minusMillis(1))).isFalse();
    assertThat(writer.rotate(NOW.plus(Duration.ofMinutes(5)))).isTrue();
    writer.append(List.of(line(E2, NOW, "x".repeat(70_000)), line(E2, NOW, "2")), NOW);
    writer.close();
    archive(1 << 20).compress();
    assertThat(files()).hasSize(3);
  }

  @Test
  void whatAFormerRunLeftIsTakenUp() throws Exception {
    LogWriter killed = writer();
    killed.append(List.of(line(E2, NOW, "1")), NOW);
    Files.writeString(directory.resolve("logs.s3.amazonaws.com/E9.x.gz.part"), "half");
    assertThat(files()).anyMatch(name -> name.endsWith(".open"));
    Archive archive = archive(1 << 20);
    archive.recover();
    archive.compress();
    assertThat(files()).singleElement().asString().endsWith(".gz");
    assertThat(text(files().getFirst())).isEqualTo(header() + "1\n");
  }

  @Test
  void theOldestFilesMakeRoom() throws Exception {
    Path bucket = Files.createDirectory(directory.resolve("b"));
    for (int i = 0; i < 4; i++) {
      Path file = Files.write(bucket.resolve("E" + i + ".gz"), new byte[1_000]);
      Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(10 - i)));
    }
    archive(2_500).prune();
    assertThat(files()).containsExactly("b/E0.gz", "b/E1.gz");
    assertThat(count("perigee.edge.access.log.files", "discarded")).isEqualTo(2);
  }

  @Test
  void finishedFilesAreDeliveredOnceAndThenGone() throws Exception {
    List<String> delivered = new ArrayList<>();
    LogWriter writer = writer();
    writer.append(List.of(line(E1, NOW, "1")), NOW);
    writer.close();
    Archive archive =
        new Archive(
            directory,
            1 << 20,
            Optional.of((bucket, key, _) -> delivered.add(bucket + " " + key)),
            meter);
    archive.compress();
    assertThat(archive.deliver()).isTrue();
    assertThat(archive.deliver()).isTrue();
    assertThat(delivered).singleElement().asString().startsWith("logs.s3.amazonaws.com site/a-E1.");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatCannotBeDeliveredStays() throws Exception {
    LogWriter writer = writer();
    writer.append(List.of(line(E1, NOW, "1")), NOW);
    writer.close();
    Archive archive =
        new Archive(
            directory,
            1 << 20,
            Optional.of((_, _, _) -> {
              throw new IOException("403");
            }),
            meter);
    archive.compress();
    assertThat(archive.deliver()).isFalse();
    assertThat(files()).hasSize(1);
    assertThat(count("perigee.edge.access.log.files", "not-delivered")).isOne();
  }

  @Test
  void aBucketThatRefusesDoesNotKeepOthersFromTheirs() throws Exception {
    LogTarget other = new LogTarget("E9", "a-refusing.s3.amazonaws.com", "");
    LogWriter writer = writer();
    writer.append(List.of(line(other, NOW, "1"), line(E1, NOW, "2")), NOW);
    writer.close();
    Archive archive =
        new Archive(
            directory,
            1 << 20,
            Optional.of((bucket, _, _) -> {
              if (bucket.startsWith("a-refusing")) {
                throw new Delivery.RefusedException("404");
              }
            }),
            meter);
    archive.compress();
    assertThat(archive.deliver()).isFalse();
    assertThat(files()).singleElement().asString().startsWith("a-refusing");
  }

  @Test
  void whatWaitsToBeCompressedMakesRoomLast() throws Exception {
    Path bucket = Files.createDirectory(directory.resolve("b"));
    Files.write(bucket.resolve("E1.gz.closed"), new byte[1_000]);
    Files.write(bucket.resolve("E2.gz"), new byte[1_000]);
    archive(1_500).prune();
    assertThat(files()).containsExactly("b/E1.gz.closed");
    archive(500).prune();
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../", "a/../../b", "/etc/", "a//b", "./", "a/..//"})
  void noPrefixLeadsOutOfTheDirectory(String prefix) {
    LogTarget hostile = new LogTarget("E1", "logs.s3.amazonaws.com", prefix);
    assertThatThrownBy(() -> LogName.fresh(directory, hostile, "2026-11-22-04"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(prefix);
    LogWriter writer = writer();
    writer.append(List.of(line(hostile, NOW, "1")), NOW);
    assertThat(lines("not-written")).isOne();
  }

  @Test
  void aDirectoryThatCannotBeWrittenLosesLinesAndNothingElse() throws Exception {
    Files.writeString(directory.resolve("logs.s3.amazonaws.com"), "not a directory");
    LogWriter writer = writer();
    writer.append(List.of(line(E1, NOW, "1"), line(E1, NOW, "2")), NOW);
    assertThat(lines("not-written")).isEqualTo(2);
    Files.delete(directory.resolve("logs.s3.amazonaws.com"));
    writer.append(List.of(line(E1, NOW, "3")), NOW);
    writer.close();
    archive(1 << 20).compress();
    assertThat(text(files().getFirst())).isEqualTo(header() + "3\n");
  }

  private LogWriter writer() {
    AccessLogSettings settings =
        Settings.with(
            AccessLogSettings.class, Map.of("perigee.edge.access-log.rotate-bytes", "65536"));
    return new LogWriter(directory, settings, meter);
  }

  private Archive archive(long maxBytes) {
    return new Archive(directory, maxBytes, Optional.empty(), meter);
  }

  private static LogEntry line(LogTarget target, Instant at, String text) {
    return new LogEntry(target, at, (text + "\n").getBytes(US_ASCII));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private String text(String file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve(file)))) {
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  private static String header() {
    return new String(StandardFormat.HEADER, US_ASCII);
  }

  private double lines(String outcome) {
    return count("perigee.edge.access.log.lines", outcome);
  }

  private double count(String name, String outcome) {
    return registry.get(name).tag("outcome", outcome).counter().count();
  }
}
