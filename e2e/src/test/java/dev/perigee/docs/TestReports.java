package dev.perigee.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Surefire and Failsafe reported of the modules' last test runs. */
final class TestReports {

  private static final List<String> FOLDERS =
      List.of("target/surefire-reports", "target/failsafe-reports");

  private final Set<String> classes = new HashSet<>();
  private final Map<String, Integer> passes = new HashMap<>();

  private TestReports() {}

  static TestReports in(Path root) throws IOException {
    TestReports reports = new TestReports();
    try (Stream<Path> all = Files.list(root)) {
      for (Path module : all.filter(Files::isDirectory).toList()) {
        for (String folder : FOLDERS) {
          reports.readAll(module.resolve(folder));
        }
      }
    }
    return reports;
  }

  private void readAll(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
            .forEach(this::read);
      }
    }
  }

  private void read(Path file) {
    NodeList cases = parse(file).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      classes.add(test.getAttribute("classname"));
      boolean passed =
          Stream.of("failure", "error", "skipped")
              .noneMatch(outcome -> test.getElementsByTagName(outcome).getLength() > 0);
      if (passed) {
        String method = test.getAttribute("name").split("[({\\[]", 2)[0];
        passes.merge(test.getAttribute("classname") + '#' + method, 1, Integer::sum);
      }
    }
  }

  private static Document parse(Path file) {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(file + " is no report", e);
    }
  }

  /** Whether tests of a class were run at all. */
  boolean covers(String className) {
    return classes.contains(className);
  }

  /** How often a test passed; a parameterized one passes once for each of its arguments. */
  int passes(CitingTest test) {
    return passes.getOrDefault(test.className() + '#' + test.method(), 0);
  }
}
