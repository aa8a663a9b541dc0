package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object of every overlay is of the form that its API takes. */
class ManifestSchemaIT {

  static Stream<Overlay> overlays() throws IOException {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectIsOfItsKindsForm(Overlay overlay) {
    assertThat(overlay.manifests())
        .isNotEmpty()
        .allMatch(manifest -> ApiSchemas.know(manifest) || OperatorSchemas.know(manifest));
    assertThat(overlay.manifests().stream().flatMap(manifest -> faults(manifest).stream()))
        .isEmpty();
  }

  private static List<String> faults(Manifest manifest) {
    List<String> all = new ArrayList<>(ApiSchemas.faults(manifest));
    all.addAll(OperatorSchemas.faults(manifest));
    all.addAll(ApiSchemas.faultsOfMetadata(manifest));
    return all;
  }

  /**
   * A field that there is not, a value of another type, and one that is not among those allowed.
   */
  @ParameterizedTest
  @CsvSource({
    "Service,             /metadata/lables,                        {}",
    "Service,             /spec/selektor,                          x",
    "Service,             /spec/ports/0/port,                      eighty",
    "Deployment,          /spec/template/spec/containers/0/img,    x",
    "Deployment,          /spec/replicas,                          three",
    "NetworkPolicy,       /spec/ingres,                            []",
    "Route,               /spec/port/targetPorts,                  x",
    "HorizontalPodAutoscaler, /spec/maxReplicas,                   many",
    "Infinispan,          /metadata/lables,                        {}",
    "Infinispan,          /spec/service/container/storageClass,    x",
    "Infinispan,          /spec/replicas,                          '\"3\"'",
    "Infinispan,          /spec/service/type,                      Datagrid",
    "Cluster,             /spec/bootstrap/initdb/databaseName,     x",
    "Cluster,             /spec/instances,                         three",
    "Cluster,             /spec/primaryUpdateStrategy,             sometimes",
    "ScheduledBackup,     /spec/cron,                              x",
    "ScheduledBackup,     /spec/schedule,                          3",
    "ScheduledBackup,     /spec/method,                            tape",
    "Certificate,         /spec/dnsName,                           x",
    "Certificate,         /spec/dnsNames,                          x",
    "Certificate,         /spec/privateKey/algorithm,              DSA",
    "Issuer,              /spec/selfSign,                          {}",
    "ServiceMonitor,      /spec/endpoints/0/pth,                   x",
    "ServiceMonitor,      /spec/selector,                          x",
    "ServiceMonitor,      /spec/endpoints/0/scheme,                gopher",
    "PrometheusRule,      /spec/groups/0/rules/0/expression,       x",
    "PrometheusRule,      /spec/groups/0/rules/0/labels,           x",
    "Kafka,               /spec/kafka/listeners/0/tsl,             false",
    "Kafka,               /spec/kafka/listeners/0/port,            x",
    "Kafka,               /spec/kafka/listeners/0/type,            inside",
    "KafkaNodePool,       /spec/storage/volumes/0/sizes,           x",
    "KafkaNodePool,       /spec/replicas,                          x",
    "KafkaNodePool,       /spec/roles/0,                           leader",
    "KafkaTopic,          /spec/partition,                         1",
    "KafkaTopic,          /spec/partitions,                        one",
    "KafkaUser,           /spec/authorisation,                     {}",
    "KafkaUser,           /spec/authorization/acls/0/resource/nam, x",
    "KafkaUser,           /spec/authorization/acls/0/operations/0, Look"
  })
  void aFaultIsFound(String kind, String pointer, String value) throws IOException {
    Manifest manifest =
        Overlay.all().flatMap(overlay -> overlay.ofKind(kind)).findFirst().orElseThrow();
    assertThat(faults(with(manifest, pointer, value))).isNotEmpty();
  }

  private static Manifest with(Manifest manifest, String pointer, String value)
      throws JsonProcessingException {
    int end = pointer.lastIndexOf('/');
    String name = pointer.substring(end + 1);
    JsonNode wrong = new YAMLMapper().readTree(value);
    JsonNode json = manifest.json().deepCopy();
    switch (json.at(pointer.substring(0, end))) {
      case ObjectNode object -> object.set(name, wrong);
      case ArrayNode array -> array.set(Integer.parseInt(name), wrong);
      default -> throw new AssertionError("%s has no place for %s".formatted(manifest, pointer));
    }
    return new Manifest(json);
  }
}
