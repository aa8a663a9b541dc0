package dev.perigee.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Reads the settings that {@code @ConfigMapping} interfaces declare, with their Javadoc. */
final class SettingsReader {

  private final DocTrees docs;
  private final CompilationUnitTree unit;
  private final List<Setting> settings = new ArrayList<>();

  private SettingsReader(DocTrees docs, CompilationUnitTree unit) {
    this.docs = docs;
    this.unit = unit;
  }

  static List<Setting> read(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Setting> all = new ArrayList<>();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        SettingsReader reader = new SettingsReader(docs, unit);
        reader.readUnit();
        all.addAll(reader.settings);
      }
    }
    return all;
  }

  private void readUnit() {
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree declared) {
        annotation(declared.getModifiers(), "ConfigMapping", "prefix")
            .ifPresent(prefix -> readType(declared, new TreePath(unit), prefix));
      }
    }
  }

  private void readType(ClassTree type, TreePath parent, String prefix) {
    TreePath path = new TreePath(parent, type);
    Map<String, ClassTree> nested = new HashMap<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree inner) {
        nested.put(inner.getSimpleName().toString(), inner);
      }
    }
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method) {
        String key = prefix + "." + kebab(method.getName().toString());
        ClassTree group = nested.get(String.valueOf(method.getReturnType()));
        if (group != null) {
          readType(group, path, key);
        } else {
          settings.add(setting(method, path, key));
        }
      }
    }
  }

  private Setting setting(MethodTree method, TreePath type, String key) {
    DocCommentTree doc = docs.getDocCommentTree(new TreePath(type, method));
    if (doc == null) {
      throw new IllegalStateException(key + ": no Javadoc (expected: meaning, unit and range)");
    }
    String fallback = annotation(method.getModifiers(), "WithDefault", "value").orElse(null);
    String text = doc.getFullBody().stream().map(Object::toString).collect(Collectors.joining());
    return new Setting(key, fallback, markdown(text));
  }

  private static String markdown(String javadoc) {
    return javadoc
        .replaceAll("\\{@(?:code|link|linkplain)\\s+#?([^}]*)}", "`$1`")
        .replaceAll("</?p>", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Optional<String> annotation(
      ModifiersTree modifiers, String name, String parameter) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (annotation.getAnnotationType().toString().equals(name)) {
        return annotation.getArguments().stream()
            .filter(argument -> isParameter(argument, parameter))
            .map(SettingsReader::literal)
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static boolean isParameter(ExpressionTree argument, String parameter) {
    return argument instanceof AssignmentTree assignment
        ? assignment.getVariable().toString().equals(parameter)
        : parameter.equals("value");
  }

  private static String literal(ExpressionTree argument) {
    ExpressionTree value =
        argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
    return String.valueOf(((LiteralTree) value).getValue());
  }

  private static String kebab(String camelCase) {
    return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
