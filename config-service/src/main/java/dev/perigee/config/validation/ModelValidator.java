package dev.perigee.config.validation;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.config.wire.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Compares a value with its shape in the service model. */
public final class ModelValidator {

  private static final String QUANTITY = "Quantity";
  private static final String ITEMS = "Items";
  private static final String IF_MATCH = "IfMatch";

  /** Members whose values have an error of their own. */
  private static final Map<String, String> CODES =
      Map.of("ViewerCertificate.MinimumProtocolVersion", "InvalidMinimumProtocolVersion");

  private final ServiceModel model;

  public ModelValidator(ServiceModel model) {
    this.model = model;
  }

  /**
   * Checks a structure and all that is in it.
   *
   * @param shapeName of the structure in the model
   * @throws ApiException for the first thing that is wrong
   */
  public void check(String shapeName, SdkPojo value) {
    structure("", model.shape(shapeName), value);
  }

  private void structure(String path, Shape shape, SdkPojo value) {
    Map<String, SdkField<?>> fields = value.sdkFieldNameToField();
    for (SdkField<?> field : value.sdkFields()) {
      String member = field.memberName();
      String memberShape = shape.members().get(member);
      if (memberShape == null) {
        throw new IllegalStateException("the model has no " + path + "." + member);
      }
      String memberPath = path.isEmpty() ? member : path + "." + member;
      Object found = presentValue(field, value);
      if (found != null) {
        value(memberPath, model.shape(memberShape), found);
      } else if (shape.required().contains(member)) {
        throw missing(memberPath, field);
      }
    }
    if (fields.containsKey(QUANTITY) && fields.containsKey(ITEMS)) {
      quantity(
          path, presentValue(fields.get(QUANTITY), value), presentValue(fields.get(ITEMS), value));
    }
  }

  private void value(String path, Shape shape, Object value) {
    switch (value) {
      case SdkPojo pojo -> structure(path, shape, pojo);
      case List<?> list -> list(path, shape, list);
      case String text -> text(path, shape, text);
      case Number number -> range(path, shape, number.doubleValue(), number.toString());
      default -> {
        // booleans, times and bytes: anything goes
      }
    }
  }

  private void list(String path, Shape shape, List<?> list) {
    range(path, shape, list.size(), list.size() + " items");
    if (shape.element() == null) {
      throw new IllegalStateException("the model says no list: " + path);
    }
    Shape element = model.shape(shape.element());
    for (int i = 0; i < list.size(); i++) {
      value(path + "[" + i + "]", element, list.get(i));
    }
  }

  private static void text(String path, Shape shape, String text) {
    if (!shape.values().isEmpty() && !shape.values().contains(text)) {
      throw new ApiException(
          code(path),
          path + ": " + text + " (expected: one of " + String.join(", ", shape.values()) + ")");
    }
    range(path, shape, text.codePointCount(0, text.length()), text.length() + " characters");
    if (shape.pattern() != null && !shape.pattern().matcher(text).matches()) {
      throw ApiException.invalidArgument(
          path + ": " + text + " (expected: to match " + shape.pattern() + ")");
    }
  }

  private static String code(String path) {
    return CODES.entrySet().stream()
        .filter(member -> path.endsWith(member.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("InvalidArgument");
  }

  private static void range(String path, Shape shape, double value, String shown) {
    if (shape.min() != null && value < shape.min()) {
      throw ApiException.invalidArgument(
          path + ": " + shown + " (expected: >= " + shape.min().longValue() + ")");
    }
    if (shape.max() != null && value > shape.max()) {
      throw ApiException.invalidArgument(
          path + ": " + shown + " (expected: <= " + shape.max().longValue() + ")");
    }
  }

  private static void quantity(String path, @Nullable Object quantity, @Nullable Object items) {
    int declared = quantity instanceof Integer number ? number : 0;
    int found = items instanceof List<?> list ? list.size() : 0;
    if (declared != found) {
      throw new ApiException(
          "InconsistentQuantities",
          path + ".Quantity: " + declared + " (expected: " + found + ", the number of Items)");
    }
  }

  private static ApiException missing(String path, SdkField<?> field) {
    if (field.containsTrait(PayloadTrait.class)) {
      return new ApiException("MissingBody", path + " is missing from the request");
    }
    return new ApiException(
        path.equals(IF_MATCH) ? "InvalidIfMatchVersion" : "InvalidArgument", path + " is required");
  }

  private static @Nullable Object presentValue(SdkField<?> field, SdkPojo value) {
    Object found = field.getValueOrDefault(value);
    return found instanceof SdkAutoConstructList ? null : found;
  }
}
