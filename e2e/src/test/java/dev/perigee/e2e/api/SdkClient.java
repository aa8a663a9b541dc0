package dev.perigee.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.testkit.AwsCli;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/** The AWS SDK for Java, its classes filled from JSON by what they say of their members. */
final class SdkClient implements ApiClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CloudFrontClient client;

  SdkClient(AwsCli aws) {
    client =
        CloudFrontClient.builder()
            .endpointOverride(URI.create(aws.endpoint()))
            .region(Region.AP_SOUTH_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
  }

  @Override
  public JsonNode call(String operation, ObjectNode parameters) throws RefusedException {
    Method method = method(operation);
    SdkPojo request = request(method.getParameterTypes()[0]);
    fill(request, parameters);
    try {
      return json((SdkPojo) method.invoke(client, ((Buildable) request).build()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof CloudFrontException refused) {
        throw new RefusedException(
            refused.awsErrorDetails().errorCode(), refused.awsErrorDetails().errorMessage());
      }
      throw new IllegalStateException(operation, e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(operation, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** The SDK writes {@code WebACLId} as {@code WebAclId}. */
  private static Method method(String operation) {
    for (Method method : CloudFrontClient.class.getMethods()) {
      if (method.getName().toLowerCase(Locale.ROOT).equals(operation.toLowerCase(Locale.ROOT))
          && method.getParameterCount() == 1
          && CloudFrontRequest.class.isAssignableFrom(method.getParameterTypes()[0])
          && SdkPojo.class.isAssignableFrom(method.getReturnType())) {
        return method;
      }
    }
    throw new IllegalArgumentException("the SDK has no " + operation);
  }

  private static SdkPojo request(Class<?> type) {
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static void fill(SdkPojo builder, JsonNode values) {
    List<String> names = new ArrayList<>();
    values.fieldNames().forEachRemaining(names::add);
    for (SdkField<?> field : builder.sdkFields()) {
      if (names.remove(field.memberName())) {
        field.set(builder, value(field, values.get(field.memberName())));
      }
    }
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("no members " + names);
    }
  }

  private static Object value(SdkField<?> field, JsonNode json) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      SdkPojo builder = field.constructor().get();
      fill(builder, json);
      return ((Buildable) builder).build();
    }
    if (type == MarshallingType.LIST) {
      SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>();
      json.forEach(each -> list.add(value(element, each)));
      return list;
    }
    if (type == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromUtf8String(json.asText());
    }
    if (type == MarshallingType.LONG) {
      return json.asLong();
    }
    if (type == MarshallingType.DOUBLE) {
      return json.asDouble();
    }
    if (type == MarshallingType.FLOAT) {
      return (float) json.asDouble();
    }
    return JSON.convertValue(json, Object.class);
  }

  private static ObjectNode json(SdkPojo pojo) {
    ObjectNode json = JSON.createObjectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      JsonNode value = json(field.getValueOrDefault(pojo));
      if (value != null) {
        json.set(field.memberName(), value);
      }
    }
    return json;
  }

  private static @Nullable JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case SdkPojo pojo -> json(pojo);
      case List<?> list -> {
        ArrayNode array = JSON.createArrayNode();
        list.forEach(each -> array.add(json(each)));
        yield array.isEmpty() ? null : array;
      }
      case SdkBytes bytes -> JSON.getNodeFactory().textNode(bytes.asUtf8String());
      case Boolean flag -> JSON.getNodeFactory().booleanNode(flag);
      case Number number -> JSON.valueToTree(number);
      default -> JSON.getNodeFactory().textNode(value.toString());
    };
  }
}
