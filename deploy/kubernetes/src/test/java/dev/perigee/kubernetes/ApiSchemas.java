package dev.perigee.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.Route;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of the APIs of Kubernetes, OpenShift and Strimzi, as their projects publish them for
 * Java. What they do not know is an error here, not something to keep for later.
 */
final class ApiSchemas {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/Secret", Secret.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/DaemonSet", DaemonSet.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("route.openshift.io/v1/Route", Route.class),
          Map.entry("kafka.strimzi.io/v1beta2/Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class));

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NoFurtherProperties())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private ApiSchemas() {}

  /** Whether there are types for such objects. */
  static boolean know(Manifest manifest) {
    return TYPES.containsKey(key(manifest));
  }

  /** What is wrong with an object; empty where nothing is, or where its kind is not known. */
  static List<String> faults(Manifest manifest) {
    Class<?> type = TYPES.get(key(manifest));
    return type == null ? List.of() : faults(manifest, manifest.json(), type);
  }

  /** What is wrong with what all objects have. */
  static List<String> faultsOfMetadata(Manifest manifest) {
    return faults(manifest, manifest.json().path("metadata"), ObjectMeta.class);
  }

  private static List<String> faults(Manifest manifest, JsonNode json, Class<?> type) {
    try {
      JsonNode understood = STRICT.valueToTree(STRICT.treeToValue(json, type));
      return lost(json, understood).map(value -> manifest + ": no such value: " + value).toList();
    } catch (JsonProcessingException e) {
      return List.of(manifest + ": " + e.getOriginalMessage());
    }
  }

  /** The words that a type takes and does not keep: Strimzi's enumerations that have them not. */
  private static Stream<JsonNode> lost(JsonNode json, JsonNode understood) {
    if (json.isObject()) {
      return json.properties().stream()
          .flatMap(field -> lost(field.getValue(), understood.path(field.getKey())));
    }
    if (json.isArray()) {
      return IntStream.range(0, json.size())
          .boxed()
          .flatMap(at -> lost(json.path(at), understood.path(at)));
    }
    return json.isTextual() && (understood.isMissingNode() || understood.isNull())
        ? Stream.of(json)
        : Stream.of();
  }

  private static String key(Manifest manifest) {
    return manifest.apiVersion() + "/" + manifest.kind();
  }

  /** Takes away the place where these types keep what they do not know. */
  private static final class NoFurtherProperties extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
