package dev.perigee.config.coverage;

import dev.perigee.config.coverage.Verdict.Trial;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.config.wire.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Tries every setting of a configuration, each by itself: in place of the value that is there other
 * values, in place of nothing a whole sample.
 */
final class Walk<C extends SdkPojo> {

  private static final String QUANTITY = "Quantity";

  private final ServiceModel model;
  private final Values values;
  private final Subject<C> subject;
  private final Map<String, List<Trial>> trials = new LinkedHashMap<>();

  /** What is published of the base. */
  private Snapshots.@Nullable State before;

  Walk(ServiceModel model, Values values, Subject<C> subject) {
    this.model = model;
    this.values = values;
    this.subject = subject;
  }

  /** By the setting's path, in the model's order. */
  Map<String, List<Trial>> trials() {
    subject.to(subject.base());
    before = subject.watched().published();
    structure(Setting.ROOT, model.shape(subject.shape()), subject.base());
    subject.to(subject.base());
    return trials;
  }

  private void structure(Setting at, Shape shape, SdkPojo value) {
    for (SdkField<?> field : value.sdkFields()) {
      boolean isOfRoot = at.steps().isEmpty();
      if (field.memberName().equals(QUANTITY)
          || isOfRoot && !subject.within().test(field.memberName())) {
        continue; // a Quantity follows its Items
      }
      Shape memberShape =
          model.shape(Objects.requireNonNull(shape.members().get(field.memberName())));
      Object present = field.getValueOrDefault(value);
      member(
          at.member(field.memberName()),
          field,
          memberShape,
          present instanceof SdkAutoConstructList ? null : present);
    }
  }

  private void member(Setting setting, SdkField<?> field, Shape shape, @Nullable Object present) {
    Optional<Values.Together> together = values.together(setting);
    if (together.isPresent()) {
      Setting structure = setting.up(together.get().levels());
      together.get().structures().forEach(value -> attempt(setting, structure, value));
      return;
    }
    switch (present) {
      case SdkPojo pojo -> structure(setting, shape, pojo);
      case List<?> list when !list.isEmpty() -> elements(setting, field, shape, list);
      case null, default -> {
        if (field.constructor() != null || field.containsTrait(ListTrait.class)) {
          attempt(setting, sample(setting, field, shape));
        } else {
          values.of(setting, field, shape, present).forEach(value -> attempt(setting, value));
        }
      }
    }
  }

  private void elements(Setting setting, SdkField<?> field, Shape shape, List<?> list) {
    SdkField<?> elementField = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
    Shape elementShape = model.shape(Objects.requireNonNull(shape.element()));
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof SdkPojo pojo) {
        structure(setting.element(i), elementShape, pojo);
      }
    }
    if (!(list.getFirst() instanceof SdkPojo)) {
      for (Object value : values.of(setting, elementField, elementShape, null)) {
        if (value instanceof List<?> whole) {
          attempt(setting, whole);
        } else if (!list.contains(value)) {
          List<Object> other = new ArrayList<>(list);
          other.set(other.size() - 1, value);
          attempt(setting, other);
        }
      }
    }
  }

  private Object sample(Setting setting, SdkField<?> field, Shape shape) {
    if (field.containsTrait(ListTrait.class)) {
      SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
      Shape elementShape = model.shape(Objects.requireNonNull(shape.element()));
      Object one = sample(setting, element, elementShape);
      return one instanceof List<?> whole ? whole : List.of(one);
    }
    if (field.constructor() == null) {
      return values.of(setting, field, shape, null).getFirst();
    }
    SdkPojo builder = field.constructor().get();
    for (SdkField<?> member : builder.sdkFields()) {
      String name = member.memberName();
      member.set(
          builder,
          name.equals(QUANTITY)
              ? (Object) 1
              : sample(
                  setting.member(name),
                  member,
                  model.shape(Objects.requireNonNull(shape.members().get(name)))));
    }
    return ((Buildable) builder).build();
  }

  private void attempt(Setting setting, Object value) {
    attempt(setting, setting, value);
  }

  /**
   * Tries a value.
   *
   * @param setting what it is tried for
   * @param place where it goes
   */
  private void attempt(Setting setting, Setting place, Object value) {
    String refusal = "";
    List<String> changes = List.of();
    try {
      subject.to(place.set(subject.base(), value));
      changes = Objects.requireNonNull(before).changesTo(subject.watched().published());
    } catch (CloudFrontException e) {
      refusal = e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
    }
    trials
        .computeIfAbsent(subject.shape() + "." + setting.path(), path -> new ArrayList<>())
        .add(new Trial(value, refusal, changes));
  }
}
