package dev.perigee.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./perigee images}: builds the images of the packaged services. */
@Command(name = "images", mixinStandardHelpOptions = true, description = "Builds container images.")
public final class Images implements Callable<Integer> {

  private static final long MEBIBYTE = 1 << 20;

  @Option(names = "--root", required = true, hidden = true)
  private Path root = Path.of("");

  @Option(names = "--revision", hidden = true)
  private String revision = "";

  @Option(
      names = "--to",
      paramLabel = "DIRECTORY",
      description = "Where the tar files are put; target/images where nothing is said.")
  private @Nullable Path directory;

  @Option(
      names = "--push",
      paramLabel = "REGISTRY",
      description = "Push REGISTRY/SERVICE:TAG, with the credentials of Docker's configuration.")
  private @Nullable String registry;

  @Option(names = "--insecure", description = "The registry may speak HTTP.")
  private boolean insecure;

  @Option(names = "--tag", description = "Tag of the images; the version where nothing is said.")
  private @Nullable String tag;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      description = "Stand on this image, which has Java 25 on its path, not on a minimal one.")
  private @Nullable String base;

  @Option(
      names = "--platform",
      split = ",",
      paramLabel = "OS/ARCH",
      description = "Platforms of the base to build for: linux/amd64, linux/arm64.")
  private List<String> platforms = List.of("linux/amd64");

  @Option(
      names = "--no-aot",
      negatable = true,
      description =
          "Without the caches that services start faster by. They are written by a suite that is "
              + "started for it, and are not the same twice.")
  private boolean aot = true;

  @Parameters(paramLabel = "SERVICE", description = "All five where none is named.")
  private List<String> names = Arrays.stream(Service.values()).map(Service::module).toList();

  public static void main(String[] arguments) {
    int exit =
        new CommandLine(new Images())
            .setExecutionExceptionHandler((failure, command, _) -> {
              if (!(failure instanceof ImageException)) {
                throw failure;
              }
              String cause = failure.getCause() == null ? "" : ": " + failure.getCause();
              command.getErr().println("perigee: " + failure.getMessage() + cause);
              return 1;
            })
            .execute(arguments);
    System.exit(exit);
  }

  @Override
  public Integer call() throws Exception {
    Path work = Files.createDirectories(root.resolve("deploy/images/target/work"));
    Base stand = base == null ? Base.Minimal.madeIn(work) : new Base.Named(base, platforms());
    Release release = Release.current();
    List<Service> services = names.stream().map(Service::named).toList();
    Map<Service, AotCache> caches =
        aot && stand instanceof Base.Minimal minimal
            ? Training.of(
                services,
                root.toAbsolutePath(),
                work.resolve("aot").toAbsolutePath(),
                minimal.runtime())
            : Map.of();
    for (Service service : services) {
      String name = service.module();
      ServiceImage image = new ServiceImage(service, root, release, revision, caches.get(service));
      String named = name + ":" + (tag == null ? release.version() : tag);
      JibContainer built =
          image
              .on(stand, work)
              .containerize(
                  destination(service, named)
                      .setToolName("perigee")
                      .setAllowInsecureRegistries(insecure)
                      .setBaseImageLayersCache(work.resolve("base-layers"))
                      .setApplicationLayersCache(work.resolve("layers")));
      System.out.printf("%s %s%s%n", named, built.getDigest(), place(service));
    }
    return 0;
  }

  private Set<Platform> platforms() {
    Set<Platform> wanted = new LinkedHashSet<>();
    for (String platform : platforms) {
      String[] part = platform.split("/");
      if (part.length != 2) {
        throw new ImageException("--platform " + platform + " (expected: OS/ARCH)");
      }
      wanted.add(new Platform(part[1], part[0]));
    }
    return wanted;
  }

  private Containerizer destination(Service service, String named) throws Exception {
    if (registry == null) {
      return Containerizer.to(TarImage.at(tar(service)).named("perigee/" + named));
    }
    ImageReference reference = ImageReference.parse(registry + "/" + named);
    return Containerizer.to(
        RegistryImage.named(reference)
            .addCredentialRetriever(
                CredentialRetrieverFactory.forImage(reference, _ -> {}).dockerConfig()));
  }

  private Path tar(Service service) throws Exception {
    Path target = directory == null ? root.resolve("target/images") : directory;
    return Files.createDirectories(target).resolve(service.module() + ".tar");
  }

  private String place(Service service) throws Exception {
    if (registry != null) {
      return "";
    }
    Path tar = tar(service);
    return " %s (%d MiB)".formatted(tar, Files.size(tar) / MEBIBYTE);
  }
}
