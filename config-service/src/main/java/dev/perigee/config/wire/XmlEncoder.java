package dev.perigee.config.wire;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Writes the SDK's model classes as XML, in the API's namespace. */
final class XmlEncoder {

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter writer;

  private XmlEncoder(XMLStreamWriter writer) {
    this.writer = writer;
  }

  static byte[] encode(String rootElement, SdkPojo value) {
    return document(writer -> {
      writer.writeStartElement(rootElement);
      writer.writeDefaultNamespace(XmlDecoder.NAMESPACE);
      new XmlEncoder(writer).structure(value);
      writer.writeEndElement();
    });
  }

  /** What writes the content of a document. */
  interface Content {
    void write(XMLStreamWriter writer) throws XMLStreamException;
  }

  static byte[] document(Content content) {
    // The JDK's writer gives a stream each byte by itself, and a writer whole texts.
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter writer = FACTORY.createXMLStreamWriter(out);
      writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      content.write(writer);
      writer.writeEndDocument();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void structure(SdkPojo value) throws XMLStreamException {
    for (SdkField<?> field : value.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD) {
        element(field.unmarshallLocationName(), field, field.getValueOrDefault(value));
      }
    }
  }

  private void element(String name, SdkField<?> field, @Nullable Object value)
      throws XMLStreamException {
    if (value == null || value instanceof SdkAutoConstructList) {
      return;
    }
    writer.writeStartElement(name);
    switch (value) {
      case SdkPojo pojo -> structure(pojo);
      case List<?> list -> {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        for (Object item : list) {
          element(Scalars.elementName(trait), trait.memberFieldInfo(), item);
        }
      }
      default -> writer.writeCharacters(Scalars.format(value));
    }
    writer.writeEndElement();
  }
}
