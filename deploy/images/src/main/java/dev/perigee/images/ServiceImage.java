package dev.perigee.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The image of one service. It is the same, byte by byte, whenever it is built of the same packaged
 * service.
 */
final class ServiceImage {

  private final Service service;
  private final Application application;
  private final Release release;
  private final String revision;
  private final @Nullable AotCache cache;

  /**
   * @param revision the source's commit; empty where it is not known
   * @param cache null for an image without
   */
  ServiceImage(
      Service service, Path root, Release release, String revision, @Nullable AotCache cache) {
    this.service = service;
    this.cache = cache;
    this.application = Application.of(service, root);
    this.release = release;
    this.revision = revision;
  }

  JibContainerBuilder on(Base base, Path work) throws IOException, InvalidImageReferenceException {
    JibContainerBuilder image =
        base.begin()
            .setFormat(ImageFormat.Docker)
            .setCreationTime(release.created())
            .setUser(SystemLibraries.USER)
            .setEntrypoint(entrypoint(base.java()))
            .setLabels(labels());
    service.ports().forEach(port -> image.addExposedPort(Port.tcp(port)));
    service.environment().forEach(image::addEnvironmentVariable);
    image.addFileEntriesLayer(probe(work));
    List<Path> beside = new ArrayList<>(List.of(bill(base, work)));
    if (cache != null) {
      beside.add(cache.jar());
      image.addFileEntriesLayer(cache.layer());
    }
    for (FileEntriesLayer layer : application.layers(beside)) {
      image.addFileEntriesLayer(layer);
    }
    return image;
  }

  private List<String> entrypoint(String java) {
    List<String> command = new ArrayList<>(service.flags(java));
    command.addAll(
        cache == null
            ? List.of("-jar", Application.FOLDER + "/quarkus-run.jar")
            : AotCache.use(Application.FOLDER));
    return command;
  }

  private static FileEntriesLayer probe(Path work) throws IOException {
    String file = HealthProbe.class.getName().replace('.', '/') + ".class";
    Path folder = work.resolve("probe");
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream code = ServiceImage.class.getClassLoader().getResourceAsStream(file)) {
      Files.write(target, Objects.requireNonNull(code, file).readAllBytes());
    }
    return Folders.layer("probe", folder, Application.FOLDER + "/probe");
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    labels.put("org.opencontainers.image.title", "Perigee " + service.module());
    labels.put("org.opencontainers.image.description", service.description());
    labels.put("org.opencontainers.image.version", release.version());
    labels.put("org.opencontainers.image.licenses", "Apache-2.0");
    labels.put("org.opencontainers.image.created", release.created().toString());
    if (!revision.isEmpty()) {
      labels.put("org.opencontainers.image.revision", revision);
    }
    return labels;
  }

  private Path bill(Base base, Path work) throws IOException {
    List<Component> components = new ArrayList<>(base.components());
    components.addAll(application.components());
    Path file =
        Files.createDirectories(work.resolve(service.module()))
            .resolve("bill-of-materials.cdx.json");
    BillOfMaterials.of(
            Component.application(service.module(), release.version()),
            release.created(),
            components)
        .write(file);
    return file;
  }
}
