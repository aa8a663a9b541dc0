package dev.perigee.config.snapshot;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;

/** The default behaviour and the others have the same members in two classes of the SDK. */
public final class Behaviors {

  private static final String EVERY_PATH = "*";

  private Behaviors() {}

  /** The default behaviour as the behaviour of every path. */
  public static CacheBehavior fromDefault(DefaultCacheBehavior behavior) {
    CacheBehavior.Builder copy = CacheBehavior.builder();
    copy(behavior, copy);
    return copy.pathPattern(EVERY_PATH).build();
  }

  public static DefaultCacheBehavior toDefault(CacheBehavior behavior) {
    DefaultCacheBehavior.Builder copy = DefaultCacheBehavior.builder();
    copy(behavior, copy);
    return copy.build();
  }

  private static void copy(SdkPojo from, SdkPojo to) {
    Map<String, SdkField<?>> targets = to.sdkFieldNameToField();
    for (SdkField<?> source : from.sdkFields()) {
      SdkField<?> target = targets.get(source.memberName());
      Object value = source.getValueOrDefault(from);
      if (target != null && value != null) {
        target.set(to, value);
      }
    }
  }
}
