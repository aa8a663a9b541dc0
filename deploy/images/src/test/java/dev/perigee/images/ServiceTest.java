package dev.perigee.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an image says of its service is what the service says of itself. */
class ServiceTest {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @ParameterizedTest
  @EnumSource
  void theManagementPortIsTheServices(Service service) throws IOException {
    assertThat(service.ports().getLast().toString())
        .isEqualTo(properties(service).getProperty("quarkus.management.port"));
  }

  @ParameterizedTest
  @EnumSource
  void itsSettingsExist(Service service) throws IOException {
    String reference = Files.readString(ROOT.resolve("docs/configuration.md"));
    assertThat(service.environment().keySet())
        .allMatch(name -> name.startsWith("QUARKUS_") || reference.contains("`" + name + "`"));
  }

  @ParameterizedTest
  @EnumSource
  void itIsFoundByItsName(Service service) {
    assertThat(Service.named(service.module())).isEqualTo(service);
  }

  @Test
  void anotherNameIsRefused() {
    assertThatThrownBy(() -> Service.named("cache-service"))
        .hasMessageContaining("cache-service")
        .hasMessageContaining("edge-service");
  }

  private static Properties properties(Service service) throws IOException {
    Properties properties = new Properties();
    Path file = ROOT.resolve(service.module()).resolve("src/main/resources/application.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
