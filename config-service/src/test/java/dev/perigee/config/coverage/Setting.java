package dev.perigee.config.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * A place in a configuration.
 *
 * @param steps from the configuration's root to the member
 */
record Setting(List<Step> steps) {

  static final Setting ROOT = new Setting(List.of());

  /**
   * A member, and where it is a list, the element that is meant.
   *
   * @param index -1 for the member itself
   */
  record Step(String member, int index) {}

  Setting member(String name) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(name, -1));
    return new Setting(List.copyOf(longer));
  }

  Setting element(int index) {
    List<Step> same = new ArrayList<>(steps);
    same.add(new Step(same.removeLast().member(), index));
    return new Setting(List.copyOf(same));
  }

  /** The structure {@code levels} above. */
  Setting up(int levels) {
    return new Setting(List.copyOf(steps.subList(0, steps.size() - levels)));
  }

  /** As the documentation writes it: without indexes, and without the lists' own {@code Items}. */
  String path() {
    return steps.stream().map(Step::member).collect(Collectors.joining(".")).replace(".Items", "");
  }

  /** The configuration with another value here; the {@code Quantity} beside a list follows. */
  <C extends SdkPojo> C set(C config, @Nullable Object value) {
    @SuppressWarnings("unchecked")
    C changed = (C) set(config, 0, value);
    return changed;
  }

  private Object set(SdkPojo parent, int depth, @Nullable Object value) {
    Step step = steps.get(depth);
    SdkField<?> field = field(parent, step.member());
    Object old = field.getValueOrDefault(parent);
    boolean isLast = depth == steps.size() - 1;
    Object changed;
    if (step.index() < 0) {
      changed = isLast ? value : set((SdkPojo) old, depth + 1, value);
    } else {
      List<Object> elements = new ArrayList<>((List<?>) old);
      elements.set(
          step.index(),
          isLast ? value : set((SdkPojo) elements.get(step.index()), depth + 1, value));
      changed = elements;
    }
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) parent).toBuilder();
    field.set(builder, changed);
    SdkField<?> quantity = builder.sdkFieldNameToField().get("Quantity");
    if (quantity != null && changed instanceof List<?> list) {
      quantity.set(builder, list.size());
    }
    return ((Buildable) builder).build();
  }

  static SdkField<?> field(SdkPojo pojo, String member) {
    return pojo.sdkFields().stream()
        .filter(field -> field.memberName().equals(member))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no member " + member));
  }
}
