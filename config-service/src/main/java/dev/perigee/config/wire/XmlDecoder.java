package dev.perigee.config.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * Reads XML into the SDK's model classes, led by what those say of themselves.
 *
 * <p>Strict, because a setting that is not understood must not be dropped in silence: an element
 * that the model does not know, one that comes twice, or text between elements is an error. There
 * are no document types and no entities beyond XML's own five; the depth is the model's.
 */
final class XmlDecoder {

  static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;

  private XmlDecoder(XMLStreamReader reader) {
    this.reader = reader;
  }

  /**
   * Reads a document into {@code builder}.
   *
   * @throws ApiException where it is not well-formed or not what the model expects
   */
  static void decode(byte[] document, String rootElement, SdkPojo builder) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        new XmlDecoder(reader).document(rootElement, builder);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw ApiException.malformed("the body is not well-formed XML: " + firstLine(e));
    }
  }

  private void document(String rootElement, SdkPojo builder) throws XMLStreamException {
    if (next() != XMLStreamReader.START_ELEMENT) {
      throw ApiException.malformed("the body has no root element");
    }
    String found = elementName();
    if (!found.equals(rootElement)) {
      throw ApiException.malformed(
          "the root element is " + found + " (expected: " + rootElement + ")");
    }
    structure(rootElement, builder);
    if (next() != XMLStreamReader.END_DOCUMENT) {
      throw ApiException.malformed("there is more after " + rootElement);
    }
  }

  private void structure(String path, SdkPojo builder) throws XMLStreamException {
    Map<String, SdkField<?>> fields = new HashMap<>();
    for (SdkField<?> field : builder.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD) {
        fields.put(field.locationName(), field);
      }
    }
    Set<String> seen = new HashSet<>();
    while (next() == XMLStreamReader.START_ELEMENT) {
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

  private Object value(String path, SdkField<?> field) throws XMLStreamException {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      SdkPojo builder = field.constructor().get();
      structure(path, builder);
      return SdkClasses.build(builder);
    }
    if (type == MarshallingType.LIST) {
      return list(path, field.getRequiredTrait(ListTrait.class));
    }
    return Scalars.parse(path, type, reader.getElementText());
  }

  private List<Object> list(String path, ListTrait trait) throws XMLStreamException {
    String expected = Scalars.elementName(trait);
    List<Object> elements = new ArrayList<>();
    while (next() == XMLStreamReader.START_ELEMENT) {
      String name = elementName();
      if (!name.equals(expected)) {
        throw ApiException.malformed(
            path + " has an element " + name + " (expected: " + expected + ")");
      }
      elements.add(value(path + "." + expected, trait.memberFieldInfo()));
    }
    return elements;
  }

  /** Goes to the next start or end of an element, or the document's end. */
  private int next() throws XMLStreamException {
    while (true) {
      int event = reader.next();
      switch (event) {
        case XMLStreamReader.START_ELEMENT,
            XMLStreamReader.END_ELEMENT,
            XMLStreamReader.END_DOCUMENT -> {
          return event;
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
          if (!reader.isWhiteSpace()) {
            throw ApiException.malformed("text where an element was expected");
          }
        }
        case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
            throw ApiException.malformed("document types and entities are not accepted");
        default -> {
          // comments, white space, processing instructions
        }
      }
    }
  }

  private String elementName() {
    String namespace = reader.getNamespaceURI();
    if (namespace != null && !namespace.isEmpty() && !namespace.equals(NAMESPACE)) {
      throw ApiException.malformed(
          reader.getLocalName()
              + " is in the namespace "
              + namespace
              + " (expected: "
              + NAMESPACE
              + ")");
    }
    return reader.getLocalName();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static String firstLine(XMLStreamException e) {
    String message = e.getMessage();
    return message == null ? "unknown" : message.replace('\n', ' ').replace('\r', ' ');
  }
}
