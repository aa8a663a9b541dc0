package dev.perigee.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test method that cites rules by {@code @Tag}.
 *
 * @param module the folder of its module
 * @param className in full; a nested class after a {@code $}
 */
record CitingTest(String module, String className, String method, List<String> rules) {

  private static final String TAG = "Lorg/junit/jupiter/api/Tag;";
  private static final String TAGS = "Lorg/junit/jupiter/api/Tags;";

  /** All of them in the compiled modules of a repository, in the order of their names. */
  static List<CitingTest> in(Path root) throws IOException {
    List<CitingTest> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path classes = module.resolve("target/test-classes");
        if (Files.isDirectory(classes)) {
          try (Stream<Path> files = Files.walk(classes)) {
            files
                .filter(file -> file.toString().endsWith(".class"))
                .sorted()
                .forEach(file -> read(module.getFileName().toString(), file, found));
          }
        }
      }
    }
    return found;
  }

  private static void read(String module, Path file, List<CitingTest> found) {
    try {
      ClassModel type = ClassFile.of().parse(file);
      String name = type.thisClass().asInternalName().replace('/', '.');
      for (MethodModel method : type.methods()) {
        List<String> rules = tags(method);
        if (!rules.isEmpty()) {
          found.add(new CitingTest(module, name, method.methodName().stringValue(), rules));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> tags(MethodModel method) {
    return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream())
        .flatMap(CitingTest::unfold)
        .map(tag -> ((AnnotationValue.OfString) tag.elements().getFirst().value()).stringValue())
        .toList();
  }

  /** Several annotations of a kind are wrapped into one by the compiler. */
  private static Stream<Annotation> unfold(Annotation annotation) {
    return switch (annotation.className().stringValue()) {
      case TAG -> Stream.of(annotation);
      case TAGS ->
          ((AnnotationValue.OfArray) annotation.elements().getFirst().value())
              .values().stream().map(value -> ((AnnotationValue.OfAnnotation) value).annotation());
      default -> Stream.empty();
    };
  }

  /** Modules whose tests are not compiled, so that it is not known what they cite. */
  static List<String> modulesToCompile(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
          .filter(module -> !Files.isDirectory(module.resolve("target/test-classes")))
          .map(module -> module.getFileName().toString())
          .toList();
    }
  }

  String outerClass() {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }

  /** A Markdown link from {@code docs} to the test's source. */
  String link() {
    String outer = outerClass();
    String simple = outer.substring(outer.lastIndexOf('.') + 1);
    return "[%s](../%s/src/test/java/%s.java) %s"
        .formatted(simple, module, outer.replace('.', '/'), method);
  }
}
