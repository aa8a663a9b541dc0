package dev.perigee.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what in Kafka, as a manifest of Strimzi's says. */
record KafkaUser(Manifest manifest) {

  static List<KafkaUser> of(Overlay overlay) {
    return overlay.ofKind("KafkaUser").map(KafkaUser::new).toList();
  }

  String name() {
    return manifest.name();
  }

  /** What Strimzi's user operator makes of it for the broker. */
  List<AclBinding> rules() {
    return rights().flatMap(this::rules).toList();
  }

  /** A row of the table in {@code docs/operations.md}. */
  String row() {
    return "| `%s` | %s | %s |"
        .formatted(name(), topics(AclOperation.READ), topics(AclOperation.WRITE));
  }

  private String topics(AclOperation operation) {
    return rules().stream()
        .filter(rule -> rule.entry().operation() == operation)
        .map(AclBinding::pattern)
        .map(topic ->
            "`%s%s`".formatted(topic.name(), topic.patternType() == PatternType.LITERAL ? "" : "*"))
        .collect(Collectors.joining(", "));
  }

  private Stream<JsonNode> rights() {
    return Manifest.items(manifest.json().at("/spec/authorization/acls"));
  }

  private Stream<AclBinding> rules(JsonNode right) {
    JsonNode resource = right.path("resource");
    ResourcePattern pattern =
        new ResourcePattern(
            ResourceType.fromString(resource.path("type").asText()),
            resource.path("name").asText(),
            resource.path("patternType").asText().equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL);
    return Manifest.items(right.path("operations"))
        .map(operation -> AclOperation.valueOf(operation.asText().toUpperCase(Locale.ROOT)))
        .map(operation -> rule(name(), pattern, operation));
  }

  /** Lets someone do something with one topic. */
  static AclBinding rule(String name, String topic, AclOperation operation) {
    return rule(
        name, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), operation);
  }

  private static AclBinding rule(String name, ResourcePattern pattern, AclOperation operation) {
    return new AclBinding(
        pattern,
        new AccessControlEntry("User:CN=" + name, "*", operation, AclPermissionType.ALLOW));
  }
}
