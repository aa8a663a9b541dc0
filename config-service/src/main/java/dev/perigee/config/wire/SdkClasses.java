package dev.perigee.config.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/** Finds and builds the AWS SDK's classes. */
final class SdkClasses {

  private static final String MODEL = CloudFrontRequest.class.getPackageName() + ".";

  /**
   * In the SDK's class names an abbreviation has one capital: {@code WebACLId}, {@code WebAclId}.
   */
  private static final Pattern ABBREVIATION = Pattern.compile("(?<=[A-Z])[A-Z]+(?=[A-Z][a-z]|$)");

  private SdkClasses() {}

  static Supplier<SdkPojo> requestBuilder(String operation) {
    String name = MODEL + className(operation) + "Request";
    return () -> newBuilder(name);
  }

  static Supplier<SdkPojo> responseBuilder(String operation) {
    String name = MODEL + className(operation) + "Response";
    return () -> newBuilder(name);
  }

  static Object build(SdkPojo builder) {
    return ((Buildable) builder).build();
  }

  static String className(String operation) {
    return ABBREVIATION
        .matcher(operation)
        .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
  }

  private static SdkPojo newBuilder(String className) {
    try {
      Method builder = Class.forName(className).getMethod("builder");
      MethodHandle handle = MethodHandles.publicLookup().unreflect(builder);
      return (SdkPojo) handle.invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("the SDK has no " + className, e);
    }
  }
}
