package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of files, as layers of an image: in order of names, with the same time for all. */
final class Folders {

  private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  private Folders() {}

  static FileEntriesLayer layer(String name, Path source, String target) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    add(layer, source, target);
    return layer.build();
  }

  static void add(FileEntriesLayer.Builder layer, Path source, String target) throws IOException {
    for (Path file : files(source)) {
      String path = target + "/" + source.relativize(file);
      layer.addEntry(
          file, AbsoluteUnixPath.get(path), Files.isExecutable(file) ? EXECUTABLE : READABLE);
    }
  }

  private static List<Path> files(Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
  }
}
