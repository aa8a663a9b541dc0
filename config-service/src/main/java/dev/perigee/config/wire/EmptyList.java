package dev.perigee.config.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** The answer of any list operation where there is nothing to list. */
public final class EmptyList {

  private EmptyList() {}

  /**
   * Makes the response of a list operation.
   *
   * @throws ApiException where the request does not ask for a page as it should
   */
  public static <R> R of(String operation, SdkPojo request, Class<R> type) {
    Paging paging =
        Paging.of(text(request, "Marker").orElse(null), text(request, "MaxItems").orElse(null));
    SdkPojo response = SdkClasses.responseBuilder(operation).get();
    for (SdkField<?> field : response.sdkFields()) {
      if (field.marshallingType() == MarshallingType.SDK_POJO) {
        SdkPojo list = field.constructor().get();
        fill(list, paging);
        field.set(response, SdkClasses.build(list));
      } else if (field.marshallingType() == MarshallingType.LIST) {
        field.set(response, List.of());
      }
    }
    return type.cast(SdkClasses.build(response));
  }

  private static void fill(SdkPojo list, Paging paging) {
    Map<String, SdkField<?>> fields = list.sdkFieldNameToField();
    Map<String, Object> values =
        Map.of(
            "Marker",
            paging.marker(),
            "MaxItems",
            paging.maxItems(),
            "IsTruncated",
            false,
            "Quantity",
            0);
    values.forEach((name, value) ->
        Optional.ofNullable(fields.get(name)).ifPresent(field -> field.set(list, value)));
  }

  private static Optional<String> text(SdkPojo request, String member) {
    return Optional.ofNullable(request.sdkFieldNameToField().get(member))
        .map(field -> field.getValueOrDefault(request))
        .map(Object::toString);
  }
}
