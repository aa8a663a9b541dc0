package dev.perigee.config.wire;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of a document and their texts; everything else in it is refused or skipped.
 *
 * <p>There are no document types and no entities beyond XML's own five, so that nothing outside of
 * the document is ever opened. What the parser keeps is bounded: depth, attributes, names, and the
 * number of elements; texts are bounded by the document.
 */
final class XmlEvents {

  static final int MAX_DEPTH = 32;
  static final int MAX_ATTRIBUTES = 16;
  static final int MAX_NAME_CHARACTERS = 256;
  static final int MAX_ELEMENTS = 100_000;

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private int elements;

  private XmlEvents(XMLStreamReader reader) {
    this.reader = reader;
  }

  /** Begins to read a document. */
  static XmlEvents of(byte[] document) {
    XmlText text = XmlText.of(document);
    XMLStreamReader reader =
        parsed(() -> FACTORY.createXMLStreamReader(new StringReader(text.text())));
    text.checkDeclared(reader.getCharacterEncodingScheme());
    return new XmlEvents(reader);
  }

  /** Goes to the next element; false where the element around it ends, or the document. */
  boolean nextElement() {
    while (true) {
      int event = parsed(reader::next);
      switch (event) {
        case XMLStreamReader.START_ELEMENT -> {
          elements++;
          if (elements > MAX_ELEMENTS) {
            throw ApiException.malformed("more than " + MAX_ELEMENTS + " elements");
          }
          return true;
        }
        case XMLStreamReader.END_ELEMENT, XMLStreamReader.END_DOCUMENT -> {
          return false;
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

  boolean isAtEnd() {
    return reader.getEventType() == XMLStreamReader.END_DOCUMENT;
  }

  String name() {
    return reader.getLocalName();
  }

  /** The element's namespace; empty for none. */
  String namespace() {
    String namespace = reader.getNamespaceURI();
    return namespace == null ? "" : namespace;
  }

  /** Reads the element to its end; it has no elements in it. */
  String text() {
    return parsed(reader::getElementText);
  }

  private interface Step<T> {
    T take() throws XMLStreamException;
  }

  /** The JDK's parser has exceptions of many kinds for documents that it does not understand. */
  private static <T> T parsed(Step<T> step) {
    try {
      return step.take();
    } catch (XMLStreamException | RuntimeException e) {
      throw ApiException.malformed(
          "the body is not well-formed XML: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
    factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
    factory.setProperty("jdk.xml.maxXMLNameLimit", String.valueOf(MAX_NAME_CHARACTERS));
    return factory;
  }
}
