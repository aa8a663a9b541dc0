package dev.perigee.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What an image stands on. */
sealed interface Base {

  JibContainerBuilder begin() throws IOException, InvalidImageReferenceException;

  /** The program that runs Java there. */
  String java();

  /** What is in it, as far as it was put together here. */
  List<Component> components();

  /** Nothing but a Java runtime and what that needs, of this machine's kind. */
  record Minimal(SystemLibraries system, JavaRuntime runtime, List<FileEntriesLayer> layers)
      implements Base {

    static Minimal madeIn(Path work) throws IOException {
      JavaRuntime runtime = JavaRuntime.linkedBelow(work);
      SystemLibraries system = new SystemLibraries(work);
      return new Minimal(system, runtime, List.of(system.layer(), runtime.layer()));
    }

    @Override
    public JibContainerBuilder begin() {
      JibContainerBuilder image =
          Jib.fromScratch()
              .setPlatforms(Set.of(new Platform(architecture(), "linux")))
              .addEnvironmentVariable("LANG", "C.UTF-8");
      layers.forEach(image::addFileEntriesLayer);
      return image;
    }

    private static String architecture() {
      String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
      return switch (name) {
        case "amd64", "x86_64" -> "amd64";
        case "aarch64" -> "arm64";
        default ->
            throw new ImageException(
                name + ": no architecture of images (expected: amd64, aarch64)");
      };
    }

    @Override
    public String java() {
      return JavaRuntime.FOLDER + "/bin/java";
    }

    @Override
    public List<Component> components() {
      return Stream.concat(system.components().stream(), Stream.of(runtime.component())).toList();
    }
  }

  /**
   * An image of a registry with Java 25 on its path.
   *
   * @param platforms those to build for; more than one only where images go to a registry too
   */
  record Named(String image, Set<Platform> platforms) implements Base {

    @Override
    public JibContainerBuilder begin() throws InvalidImageReferenceException {
      return Jib.from(image).setPlatforms(platforms);
    }

    @Override
    public String java() {
      return "java";
    }

    @Override
    public List<Component> components() {
      return List.of();
    }
  }
}
