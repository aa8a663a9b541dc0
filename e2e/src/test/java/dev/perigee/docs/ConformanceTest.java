package dev.perigee.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.perigee.docs.ConformanceRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/conformance.md} to the tests: which of them cites which rule, and how it went.
 * Tests cite rules by {@code @Tag}; how they went stands in the reports of their last run. Run with
 * {@code -Dperigee.docs.write=true} to write the page anew.
 */
class ConformanceTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/conformance.md");

  private final List<ConformanceRules> families =
      List.of(
          ConformanceRules.read("CloudFront's rules", "cloudfront.txt"),
          ConformanceRules.read("HTTP, under Perigee-RFC9111", "http.txt"));

  @Test
  void thePageSaysWhichTestShowsWhichRule() throws IOException {
    assumeThat(CitingTest.modulesToCompile(ROOT)).as("modules without compiled tests").isEmpty();
    List<CitingTest> tests = CitingTest.in(ROOT);
    Map<String, List<CitingTest>> byRule =
        tests.stream()
            .flatMap(test -> test.rules().stream().map(rule -> Map.entry(rule, test)))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    String page = page(byRule);
    if (Boolean.getBoolean("perigee.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run this test with -Dperigee.docs.write=true").hasContent(page);
    assertThat(rules().stream().map(Rule::id).filter(id -> !byRule.containsKey(id)))
        .as("rules that no test cites")
        .isEmpty();
    Set<String> unknown = new TreeSet<>(byRule.keySet());
    rules().forEach(rule -> unknown.remove(rule.id()));
    assertThat(unknown).as("citations of no rule").isEmpty();
  }

  @Test
  void everyTestThatCitesARulePassed() throws IOException {
    TestReports reports = TestReports.in(ROOT);
    assertThat(CitingTest.in(ROOT))
        .allSatisfy(test -> assertThat(test.outerClass()).matches(".*(Test|IT)"))
        .filteredOn(test -> reports.covers(test.className()))
        .allSatisfy(test -> assertThat(reports.passes(test)).as("runs of " + test).isPositive());
  }

  private List<Rule> rules() {
    return families.stream().flatMap(family -> family.rules().stream()).toList();
  }

  private String page(Map<String, List<CitingTest>> byRule) {
    StringBuilder page =
        new StringBuilder(
            """
            # Conformance

            Which test shows which rule, generated from the tests. Each passes in every run of `./perigee test`, which fails where one that is named here did not run. The sentences name the rules and are not their text.
            """);
    for (ConformanceRules family : families) {
      page.append("\n## ").append(family.title()).append('\n');
      String section = "";
      for (Rule rule : family.rules()) {
        if (!rule.section().equals(section)) {
          section = rule.section();
          page.append("\n### ")
              .append(section)
              .append("\n\n| rule | | shown by |\n|---|---|---|\n");
        }
        String shown =
            byRule.getOrDefault(rule.id(), List.of()).stream()
                .map(CitingTest::link)
                .sorted()
                .collect(joining("<br>"));
        page.append("| %s | %s | %s |\n".formatted(rule.id(), rule.text(), shown));
      }
      exceptions(page, family);
    }
    return page.toString();
  }

  private static void exceptions(StringBuilder page, ConformanceRules family) {
    if (!family.exceptions().isEmpty()) {
      page.append("\n### Exceptions\n\n");
      family
          .exceptions()
          .forEach(rule -> page.append("- **%s**: %s\n".formatted(rule.id(), rule.text())));
    }
  }
}
