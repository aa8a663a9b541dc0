package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that a JVM needs of an operating system: the C library of this machine's Debian, who is who,
 * and a place for temporary files. There is no shell.
 */
final class SystemLibraries {

  /** Any other user works as well, as long as its group is this one: OpenShift makes users up. */
  static final String USER = "10001:0";

  private static final List<String> PACKAGES = List.of("libc6", "libgcc-s1", "libstdc++6");
  private static final Pattern LIBRARY =
      Pattern.compile(
          ".*/(ld-linux-[^/]*"
              + "|lib(c|dl|m|pthread|resolv|rt|nss_dns|nss_files|gcc_s|stdc\\+\\+)\\.so\\.\\d+)");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
  private static final FilePermissions GROUPS_OWN = FilePermissions.fromOctalString("775");
  private static final FilePermissions EVERYBODYS = FilePermissions.fromOctalString("777");

  private final Path work;

  SystemLibraries(Path work) {
    this.work = work;
  }

  FileEntriesLayer layer() throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
    for (String name : PACKAGES) {
      for (String file : libraries(name)) {
        layer.addEntry(Path.of(file), AbsoluteUnixPath.get(file), EXECUTABLE);
      }
      String license = "/usr/share/doc/" + name + "/copyright";
      if (Files.isReadable(Path.of(license))) {
        layer.addEntry(Path.of(license), AbsoluteUnixPath.get(license));
      }
      // Where scanners look for the packages of an image without a package manager.
      String status = Program.run(work, List.of("dpkg-query", "--status", name)) + "\n";
      layer.addEntry(
          written("status-" + name, status),
          AbsoluteUnixPath.get("/var/lib/dpkg/status.d/" + name));
    }
    layer.addEntry(Path.of("/etc/os-release"), AbsoluteUnixPath.get("/etc/os-release"));
    layer.addEntry(
        written("passwd", "root:x:0:0::/:/nologin\nperigee:x:10001:0::/tmp:/nologin\n"),
        AbsoluteUnixPath.get("/etc/passwd"));
    layer.addEntry(written("group", "root:x:0:\n"), AbsoluteUnixPath.get("/etc/group"));
    layer.addEntry(
        written("nsswitch.conf", "hosts: files dns\n"), AbsoluteUnixPath.get("/etc/nsswitch.conf"));
    Path empty = Files.createDirectories(work.resolve("empty"));
    layer.addEntry(empty, AbsoluteUnixPath.get("/tmp"), EVERYBODYS);
    layer.addEntry(
        empty,
        AbsoluteUnixPath.get(Service.STATE),
        GROUPS_OWN,
        FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
        USER);
    return layer.build();
  }

  private List<String> libraries(String name) {
    List<String> files =
        Program.run(work, List.of("dpkg-query", "--listfiles", name))
            .lines()
            .filter(file -> LIBRARY.matcher(file).matches())
            .sorted()
            .toList();
    if (files.isEmpty()) {
      throw new ImageException(
          name + " has no libraries here (expected: Debian or a relative of it; else --base)");
    }
    return files;
  }

  private Path written(String name, String content) throws IOException {
    return Files.writeString(work.resolve(name), content);
  }

  List<Component> components() {
    List<Component> components = new ArrayList<>();
    for (String name : PACKAGES) {
      String[] found =
          Program.run(
                  work,
                  List.of("dpkg-query", "--show", "--showformat=${Version} ${Architecture}", name))
              .split(" ", 2);
      components.add(Component.debian(name, found[0], found[1]));
    }
    return components;
  }
}
