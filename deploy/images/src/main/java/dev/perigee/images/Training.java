package dev.perigee.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs services for some seconds, each in its place in a suite, to have their caches written. */
final class Training {

  private Training() {}

  /**
   * @param work where the services' files are laid out as images will have them
   */
  static Map<Service, AotCache> of(
      List<Service> services, Path root, Path work, JavaRuntime runtime)
      throws IOException, InterruptedException {
    Map<Service, Trainee> trainees = new EnumMap<>(Service.class);
    try (LocalSuite suite = LocalSuite.start(root, work.resolve("suite"))) {
      for (Service service : services) {
        Path folder = work.resolve(service.module());
        Application.of(service, root).layOut(folder);
        Map<String, String> settings = suite.settings(service.part());
        suite.stop(service.part());
        trainees.put(service, Trainee.start(service, folder, runtime.java(), settings));
      }
      for (Trainee trainee : trainees.values()) {
        trainee.awaitReady();
      }
      new Story(suite).tell();
      trainees.values().forEach(Trainee::end);
      Map<Service, AotCache> caches = new EnumMap<>(Service.class);
      for (Map.Entry<Service, Trainee> trainee : trainees.entrySet()) {
        caches.put(trainee.getKey(), trainee.getValue().cache());
      }
      return caches;
    } finally {
      trainees.values().forEach(Trainee::close);
    }
  }
}
