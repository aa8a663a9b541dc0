package dev.perigee.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatJarTest {

  @TempDir private Path application;

  @BeforeEach
  void packaged() throws IOException {
    for (String file :
        new String[] {
          "lib/main/b.jar",
          "lib/main/a.jar",
          "lib/boot/c.jar",
          "app/d.jar",
          "quarkus/generated-bytecode.jar",
          "quarkus/transformed-bytecode.jar",
          "quarkus/quarkus-application.dat"
        }) {
      Path path = application.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Add-Opens"), "java.base/java.lang");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "its.own.Loader");
    new JarOutputStream(Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest)
        .close();
  }

  @Test
  void allJarsAreOnTheClassPathAndWhatWasChangedComesFirst() throws IOException {
    try (JarFile jar = new JarFile(flat("flat.jar").toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue(Attributes.Name.CLASS_PATH))
          .isEqualTo(
              "quarkus/transformed-bytecode.jar quarkus/generated-bytecode.jar app/d.jar"
                  + " lib/boot/c.jar lib/main/a.jar lib/main/b.jar");
      assertThat(attributes.getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo("io.quarkus.runner.GeneratedMain");
      assertThat(attributes.getValue("Add-Opens")).isEqualTo("java.base/java.lang");
    }
  }

  @Test
  void itIsTheSameWhenItIsMadeAgain() throws IOException {
    assertThat(Files.mismatch(flat("one.jar"), flat("two.jar"))).isEqualTo(-1);
  }

  private Path flat(String name) throws IOException {
    return FlatJar.write(application, application.resolve(name));
  }
}
