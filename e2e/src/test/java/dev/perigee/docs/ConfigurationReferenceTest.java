package dev.perigee.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/configuration.md} to the code. Run with {@code -Dperigee.docs.write=true} to
 * write the page anew.
 */
class ConfigurationReferenceTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/configuration.md");

  /** Read by several services, each where it needs it. */
  private static final List<Setting> SHARED =
      List.of(
          new Setting(
              "perigee.kafka.bootstrap-servers",
              "127.0.0.1:9092",
              "Kafka brokers to connect to first, as `host:port`, separated by commas."),
          new Setting(
              "perigee.kafka.authorities",
              null,
              "A PEM file with the authorities that sign the brokers' certificates. Where it is"
                  + " given, the brokers are spoken to over TLS alone, and shown a certificate:"
                  + " `certificate` and `key` are wanted too, and none of the three without the"
                  + " others. Files that change are read again for new connections."),
          new Setting(
              "perigee.kafka.certificate",
              null,
              "A PEM file with the certificate that says who this service is, followed by those of"
                  + " its signers."),
          new Setting(
              "perigee.kafka.key",
              null,
              "A PEM file with its private key, by PKCS #8, not encrypted."),
          new Setting(
              "perigee.domain",
              "perigee.localhost",
              "Domain under which each distribution has its own name."));

  @Test
  void thePageSaysWhatTheCodeReads() throws IOException {
    String page = page();
    if (Boolean.getBoolean("perigee.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run this test with -Dperigee.docs.write=true").hasContent(page);
  }

  /** A setting that is read one by one would not be on the page. */
  @Test
  void noSettingIsReadPastTheMappings() throws IOException {
    Pattern injected =
        Pattern.compile("(?:ConfigProperty\\(\\s*name = \"|\"(?=perigee\\.kafka\\.))([^\"]+)\"");
    List<String> undocumented =
        sources()
            .flatMap(source -> injected.matcher(read(source)).results())
            .map(match -> match.group(1))
            .filter(key -> SHARED.stream().noneMatch(shared -> shared.key().equals(key)))
            .toList();
    assertThat(undocumented).isEmpty();
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Every setting of the services, generated from the code. A key is set by its environment variable, by a `-D` system property, or in `config/application.properties` beside the service. Durations are written as `10s`, `100ms` or in ISO 8601 (`PT10S`), lists with commas.

            What belongs to the platform has Quarkus' own keys: `quarkus.datasource.*` (PostgreSQL), `quarkus.infinispan-client.hosts` (the grid), `quarkus.management.port` (health), `quarkus.log.*`.

            The suite on one machine (`./perigee up`) hands every `PERIGEE_*` variable of its environment to the services. It reads five itself: `PERIGEE_STATE_DIR`, where its state lies (default: `.perigee` beside the script), `PERIGEE_PORT_OFFSET`, which is added to every port (0 to 40000, default: 0), `PERIGEE_ORIGIN_SERVICES`, how many instances of origin-service there are (1 to 4, default: 1), `PERIGEE_GRID_MEGABYTES`, how much each of its three grid servers holds (default: 48), and `PERIGEE_JAVA_OPTIONS`, further flags of the edges' JVMs, separated by spaces.
            """);
    section(page, "Shared", SHARED);
    Map<String, List<Path>> mappings =
        sources()
            .filter(source -> read(source).contains("@ConfigMapping("))
            .sorted(Comparator.comparing(Path::toString))
            .collect(
                Collectors.groupingBy(
                    ConfigurationReferenceTest::service, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Path>> service : mappings.entrySet()) {
      section(page, service.getKey(), SettingsReader.read(service.getValue()));
    }
    return page.toString();
  }

  private static void section(StringBuilder page, String title, List<Setting> settings) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| key | environment variable | default | meaning |\n|---|---|---|---|\n");
    for (Setting setting : settings) {
      String fallback = setting.defaultValue() == null ? "" : "`" + setting.defaultValue() + "`";
      page.append(
          "| `%s` | `%s` | %s | %s |\n"
              .formatted(
                  setting.key(), setting.environmentVariable(), fallback, setting.meaning()));
    }
  }

  private static String service(Path source) {
    return ROOT.relativize(source).getName(0).toString();
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(ConfigurationReferenceTest::javaFiles)
          .toList()
          .stream();
    }
  }

  private static Stream<Path> javaFiles(Path directory) {
    try {
      return Files.walk(directory).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
