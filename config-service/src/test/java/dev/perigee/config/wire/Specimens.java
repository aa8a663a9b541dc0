package dev.perigee.config.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Fills the SDK's classes with values of every kind, from a seed. */
final class Specimens {

  private static final String CHARACTERS = "abcXYZ019 _-.~/:?#[]@!$&'()*+,;=%<>\"üß€𝄞";
  private static final String HEADER_CHARACTERS = "abcXYZ019-_/:";

  private final Random random;

  Specimens(long seed) {
    random = new Random(seed);
  }

  /** Fills every field of a builder, and builds. */
  Object filled(SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      field.set(builder, value(field));
    }
    return SdkClasses.build(builder);
  }

  private Object value(SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return filled(field.constructor().get());
    } else if (type == MarshallingType.LIST) {
      ListTrait trait = field.getRequiredTrait(ListTrait.class);
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        values.add(value(trait.memberFieldInfo()));
      }
      return values;
    } else if (type == MarshallingType.STRING) {
      return text(field.location() == MarshallLocation.HEADER ? HEADER_CHARACTERS : CHARACTERS);
    } else if (type == MarshallingType.BOOLEAN) {
      return random.nextBoolean();
    } else if (type == MarshallingType.INTEGER) {
      return random.nextInt();
    } else if (type == MarshallingType.LONG) {
      return random.nextLong();
    } else if (type == MarshallingType.FLOAT) {
      return random.nextFloat();
    } else if (type == MarshallingType.DOUBLE) {
      return random.nextDouble();
    } else if (type == MarshallingType.INSTANT) {
      return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE))
          .plusMillis(random.nextInt(1000))
          .truncatedTo(ChronoUnit.MILLIS);
    } else if (type == MarshallingType.SDK_BYTES) {
      byte[] bytes = new byte[1 + random.nextInt(50)];
      random.nextBytes(bytes);
      return SdkBytes.fromByteArray(bytes);
    }
    throw new IllegalStateException("no specimen of " + type);
  }

  private String text(String characters) {
    int[] codePoints = characters.codePoints().toArray();
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
    }
    return text.append('y').toString();
  }
}
