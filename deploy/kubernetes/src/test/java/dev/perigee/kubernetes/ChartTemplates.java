package dev.perigee.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The templates of the Helm chart, made of what {@code chart-source} renders: its objects in files
 * by what they belong to, with Helm's expressions as they stand in them.
 */
final class ChartTemplates {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  /** Files that are left out by a value. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "kafka", ".Values.kafka.create",
          "database", ".Values.database.create",
          "monitoring", ".Values.monitoring.create");

  /** Braces of other languages: Grafana's and Prometheus'. */
  private static final Pattern FOREIGN =
      Pattern.compile("\\{\\{(?! (int )?\\.Values\\.| include )");

  /** Whole values that are to be numbers. */
  private static final Pattern NUMBER = Pattern.compile("\"(\\{\\{ int [^}\"]+ }})\"");

  private ChartTemplates() {}

  /** The files' contents by their names. */
  static Map<String, String> of(Overlay source) throws JsonProcessingException {
    Map<String, String> files = new TreeMap<>();
    for (Manifest manifest : source.manifests()) {
      files.merge(file(manifest), template(manifest), String::concat);
    }
    CONDITIONS.forEach((file, condition) ->
        files.compute(
            file + ".yaml",
            (_, objects) -> "{{- if " + condition + " }}\n" + objects + "{{- end }}\n"));
    return files;
  }

  private static String template(Manifest manifest) throws JsonProcessingException {
    String text = YAML.writeValueAsString(manifest.json());
    String escaped = FOREIGN.matcher(text).replaceAll("{{ `{{` }}");
    return NUMBER.matcher(escaped).replaceAll("$1");
  }

  private static String file(Manifest manifest) {
    String name =
        switch (manifest.kind()) {
          case "Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser" -> "kafka";
          case "Cluster", "ScheduledBackup" -> "database";
          case "ServiceMonitor", "PrometheusRule" -> "monitoring";
          case "NetworkPolicy" -> "network-policies";
          default ->
              switch (manifest.name()) {
                case "perigee" -> "settings";
                case "perigee-dashboard" -> "monitoring";
                case "perigee-domain" -> "certificate";
                default -> manifest.name().startsWith("grid") ? "grid" : manifest.name();
              };
        };
    return name + ".yaml";
  }
}
