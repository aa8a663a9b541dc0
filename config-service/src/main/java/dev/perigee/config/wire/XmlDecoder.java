package dev.perigee.config.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * Reads XML into the SDK's model classes, led by what those say of themselves.
 *
 * <p>Strict, because a setting that is not understood must not be dropped in silence: an element
 * that the model does not know, one that comes twice, or text between elements is an error. The
 * depth is the model's.
 */
final class XmlDecoder {

  static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

  private final XmlEvents events;

  private XmlDecoder(XmlEvents events) {
    this.events = events;
  }

  /**
   * Reads a document into {@code builder}.
   *
   * @throws ApiException where it is not well-formed or not what the model expects
   */
  static void decode(byte[] document, String rootElement, SdkPojo builder) {
    new XmlDecoder(XmlEvents.of(document)).document(rootElement, builder);
  }

  private void document(String rootElement, SdkPojo builder) {
    if (!events.nextElement()) {
      throw ApiException.malformed("the body has no root element");
    }
    String found = elementName();
    if (!found.equals(rootElement)) {
      throw ApiException.malformed(
          "the root element is " + found + " (expected: " + rootElement + ")");
    }
    structure(rootElement, builder);
    if (events.nextElement() || !events.isAtEnd()) {
      throw ApiException.malformed("there is more after " + rootElement);
    }
  }

  private void structure(String path, SdkPojo builder) {
    Map<String, SdkField<?>> fields = new HashMap<>();
    for (SdkField<?> field : builder.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD) {
        fields.put(field.locationName(), field);
      }
    }
    Set<String> seen = new HashSet<>();
    while (events.nextElement()) {
      String name = elementName();
      SdkField<?> field = fields.get(name);
      if (field == null) {
        throw ApiException.malformed(path + " has no member " + name);
      }
      if (!seen.add(name)) {
        throw ApiException.malformed(path + " has more than one " + name);
      }
      field.set(builder, value(path + "." + name, field));
    }
  }

  private Object value(String path, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      SdkPojo builder = field.constructor().get();
      structure(path, builder);
      return SdkClasses.build(builder);
    }
    if (type == MarshallingType.LIST) {
      return list(path, field.getRequiredTrait(ListTrait.class));
    }
    return Scalars.parse(path, type, events.text());
  }

  private List<Object> list(String path, ListTrait trait) {
    String expected = Scalars.elementName(trait);
    List<Object> elements = new ArrayList<>();
    while (events.nextElement()) {
      String name = elementName();
      if (!name.equals(expected)) {
        throw ApiException.malformed(
            path + " has an element " + name + " (expected: " + expected + ")");
      }
      elements.add(value(path + "." + expected, trait.memberFieldInfo()));
    }
    return elements;
  }

  private String elementName() {
    String namespace = events.namespace();
    if (!namespace.isEmpty() && !namespace.equals(NAMESPACE)) {
      throw ApiException.malformed(
          events.name() + " is in the namespace " + namespace + " (expected: " + NAMESPACE + ")");
    }
    return events.name();
  }
}
