package dev.perigee.config.coverage;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.perigee.config.api.OperationTable;
import dev.perigee.config.coverage.Verdict.State;
import dev.perigee.config.wire.Operation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page that says what of the API is supported. */
final class Coverage {

  private static final String HEAD =
      """
      # What of CloudFront's API is supported

      Written by `AcceptedMeansEnforcedIT`, which tries every setting of the service model on the
      running service, and fails where this page differs from what it finds.

      - **in force**: carried out; of a setting: published to the data plane, which acts on it;
      - **pending**: accepted and published, and waiting for the part that is named;
      - **kept**: stored and given back; there is nothing for the data plane to do, for the reason
        given;
      - **empty list**: of what Perigee leaves out there is nothing, so that tools which enumerate
        an account go on;
      - **refused**: answered with an error that names what is not supported.
      """;

  private Coverage() {}

  static String page(
      Collection<Operation> operations, OperationTable table, List<Verdict> settings) {
    return HEAD + operations(operations, table) + settings(settings);
  }

  private static String operations(Collection<Operation> operations, OperationTable table) {
    Map<String, Long> counts =
        operations.stream()
            .collect(groupingBy(each -> word(table.support(each)), TreeMap::new, counting()));
    return operations.stream()
        .sorted(Comparator.comparing(Operation::name))
        .map(each -> "| `" + each.name() + "` | " + word(table.support(each)) + " |\n")
        .collect(
            joining(
                "",
                "\n## Operations\n\nOf "
                    + operations.size()
                    + ": "
                    + described(counts)
                    + ".\n\n| operation | |\n|---|---|\n",
                ""));
  }

  private static String settings(List<Verdict> settings) {
    Map<String, Long> counts =
        settings.stream()
            .collect(groupingBy(each -> each.state().word(), TreeMap::new, counting()));
    StringBuilder page = new StringBuilder("\n## Settings\n\nOf ");
    page.append(settings.size()).append(": ").append(described(counts)).append(".\n");
    settings.stream()
        .collect(groupingBy(Coverage::document, TreeMap::new, toList()))
        .forEach((document, each) -> {
          page.append("\n### ").append(document).append("\n\n| setting | | |\n|---|---|---|\n");
          each.forEach(setting -> page.append(row(document, setting)));
        });
    return page.toString();
  }

  private static String described(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(joining(", "));
  }

  private static String word(OperationTable.Support support) {
    return switch (support) {
      case FULL -> "in force";
      case EMPTY_LIST -> "empty list";
      case REFUSED -> "refused";
    };
  }

  private static String document(Verdict verdict) {
    return verdict.path().substring(0, verdict.path().indexOf('.'));
  }

  private static String row(String document, Verdict verdict) {
    String setting = verdict.path().substring(document.length() + 1);
    String word = verdict.state().word();
    String state = verdict.state() == State.IN_FORCE ? word : "**" + word + "**";
    return "| `" + setting + "` | " + state + " | " + verdict.note() + " |\n";
  }
}
