package dev.perigee.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One image, built as people build it, and opened again. */
class ImagesIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SERVICE = "router-service";

  @TempDir private static Path directory;
  private static JsonNode manifest;
  private static JsonNode config;

  @BeforeAll
  static void build() throws IOException {
    buildTo(directory.resolve("first"));
    Path opened = Files.createDirectories(directory.resolve("opened"));
    Program.run(opened, List.of("tar", "-xf", tar("first").toString()));
    manifest = JSON.readTree(opened.resolve("manifest.json").toFile()).path(0);
    config = JSON.readTree(opened.resolve(manifest.path("Config").asText()).toFile());
  }

  private static void buildTo(Path target) {
    int exit =
        new CommandLine(new Images())
            .execute(
                "--root",
                ServiceTest.ROOT.toString(),
                "--to",
                target.toString(),
                "--no-aot",
                SERVICE);
    assertThat(exit).isZero();
  }

  private static Path tar(String build) {
    return directory.resolve(build).resolve(SERVICE + ".tar");
  }

  @Test
  void theSameSourceMakesTheSameImage() throws IOException {
    buildTo(directory.resolve("second"));
    assertThat(Files.mismatch(tar("first"), tar("second"))).isEqualTo(-1);
  }

  @Test
  void itRunsAsNobodySpecialAndSaysWhatItIs() {
    assertThat(config.at("/config/User").asText()).isEqualTo("10001:0");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("/opt/java/bin/java");
    assertThat(config.at("/config/Labels").path("org.opencontainers.image.title").asText())
        .isEqualTo("Perigee " + SERVICE);
    assertThat(config.at("/config/Env").toString()).contains("QUARKUS_MANAGEMENT_HOST=0.0.0.0");
    assertThat(config.at("/config/ExposedPorts").has("9031/tcp")).isTrue();
  }

  /** Whatever the runtime needs of the system is in the image: nothing of this machine is seen. */
  @Test
  void javaRunsOnWhatTheImageHas() throws IOException {
    Path files = unpacked();
    Path processes = Files.createDirectories(files.resolve("proc"));
    List<String> confined = new ArrayList<>();
    confined.addAll(List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork"));
    confined.addAll(List.of("--mount-proc=" + processes, "chroot", files.toString()));
    confined.addAll(List.of("/opt/java/bin/java", "-Xshare:on", "-Xmx32m", "--version"));
    assertThat(Program.run(files, confined)).contains(Runtime.version().toString());
    assertThat(files.resolve("opt/perigee/probe/dev/perigee/images/HealthProbe.class")).exists();
    assertThat(files.resolve("bin")).doesNotExist();
    assertThat(files.resolve("opt/perigee/quarkus-run.jar")).isNotEmptyFile();
  }

  @Test
  void itsBillOfMaterialsNamesWhatIsInIt() throws IOException {
    JsonNode bill =
        JSON.readTree(unpacked().resolve("opt/perigee/bill-of-materials.cdx.json").toFile());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    List<String> names = bill.path("components").findValuesAsText("name");
    assertThat(names).contains("libc6", "libstdc++6", "openjdk", "kafka-clients", "contracts");
    assertThat(bill.path("components").findValuesAsText("purl"))
        .allMatch(purl -> purl.matches("pkg:(maven|deb)/[^/]+/[^@]+@.+"));
  }

  private static Path unpacked() throws IOException {
    Path files = directory.resolve("files");
    if (!Files.exists(files)) {
      Files.createDirectories(files);
      for (JsonNode layer : manifest.path("Layers")) {
        Path archive = directory.resolve("opened").resolve(layer.asText());
        Program.run(
            files, List.of("tar", "--warning=no-unknown-keyword", "-xzf", archive.toString()));
      }
    }
    return files;
  }
}
