package dev.perigee.config.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Writes the SDK's model classes as XML, in the API's namespace. */
final class XmlEncoder {

  private final XmlWriter writer;

  private XmlEncoder(XmlWriter writer) {
    this.writer = writer;
  }

  static byte[] encode(String rootElement, SdkPojo value) {
    return XmlWriter.document(rootElement, writer -> members(value, writer));
  }

  static void members(SdkPojo value, XmlWriter writer) {
    new XmlEncoder(writer).structure(value);
  }

  private void structure(SdkPojo value) {
    for (SdkField<?> field : value.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD) {
        element(field.unmarshallLocationName(), field, field.getValueOrDefault(value));
      }
    }
  }

  private void element(String name, SdkField<?> field, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case SdkAutoConstructList<?> absent -> {}
      case SdkPojo pojo -> writer.element(name, () -> structure(pojo));
      case List<?> list -> writer.element(name, () -> items(field, list));
      default -> writer.element(name, Scalars.format(value));
    }
  }

  private void items(SdkField<?> field, List<?> list) {
    ListTrait trait = field.getRequiredTrait(ListTrait.class);
    for (Object item : list) {
      element(Scalars.elementName(trait), trait.memberFieldInfo(), item);
    }
  }
}
