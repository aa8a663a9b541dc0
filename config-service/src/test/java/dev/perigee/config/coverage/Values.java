package dev.perigee.config.coverage;

import dev.perigee.config.wire.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Values to try in place of one that a configuration has. */
final class Values {

  /** By the end of the setting's path: what a generic value would not be. */
  private final Map<String, List<?>> special;

  private final Map<String, Together> together;

  Values(Map<String, List<?>> special, Map<String, Together> together) {
    this.special = special;
    this.together = together;
  }

  /**
   * Whole structures to try, where a member can only change together with its siblings.
   *
   * @param levels how far above the member the structure is
   */
  record Together(int levels, List<? extends SdkPojo> structures) {}

  Optional<Together> together(Setting setting) {
    return together.entrySet().stream()
        .filter(entry -> endsWith(setting, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Every value but the present one of an enumeration or truth value, some of anything else. */
  List<Object> of(Setting setting, SdkField<?> field, Shape shape, @Nullable Object present) {
    List<Object> values = new ArrayList<>(candidates(setting, field.marshallingType(), shape));
    values.removeIf(value -> Objects.equals(value, present));
    return values;
  }

  private List<?> candidates(Setting setting, MarshallingType<?> type, Shape shape) {
    for (Map.Entry<String, List<?>> entry : special.entrySet()) {
      if (endsWith(setting, entry.getKey())) {
        return entry.getValue();
      }
    }
    if (!shape.values().isEmpty()) {
      return shape.values();
    }
    if (type == MarshallingType.BOOLEAN) {
      return List.of(true, false);
    }
    if (type == MarshallingType.INTEGER) {
      return List.of(2, 60);
    }
    if (type == MarshallingType.LONG) {
      return List.of(2L, 60L);
    }
    if (type == MarshallingType.DOUBLE) {
      return List.of(0.05, 0.1);
    }
    if (type == MarshallingType.STRING) {
      return List.of("x-other");
    }
    throw new IllegalStateException(setting.path() + ": no values for " + type);
  }

  private static boolean endsWith(Setting setting, String end) {
    return ("." + setting.path()).endsWith("." + end);
  }
}
