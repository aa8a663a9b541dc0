package dev.perigee.config.wire;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Copies members from one document that {@link XmlWriter} wrote into another, as they stand: for
 * pages of many, where reading and writing each member would be most of the work.
 *
 * <p>There are only elements and texts in such a document, and a text has no {@code <} in it.
 */
public final class XmlMembers {

  private final byte[] document;
  private final Set<String> names;
  private final XmlWriter writer;
  private int at;

  private XmlMembers(byte[] document, Set<String> names, XmlWriter writer) {
    this.document = document;
    this.names = names;
    this.writer = writer;
  }

  /**
   * Copies the members of a document's root element that have one of these names.
   *
   * @param document what {@link PojoXml} wrote
   */
  public static void copy(byte[] document, Set<String> names, XmlWriter writer) {
    new XmlMembers(document, names, writer).copy();
  }

  private void copy() {
    at = after('>'); // the declaration
    at = after('>'); // the root element begins
    while (!isEndTag()) {
      int from = at;
      boolean wanted = names.contains(name());
      skipElement();
      if (wanted) {
        writer.copy(document, from, at);
      }
    }
  }

  private String name() {
    return new String(document, at + 1, after('>') - at - 2, StandardCharsets.UTF_8);
  }

  private void skipElement() {
    int depth = 0;
    do {
      depth += isEndTag() ? -1 : 1;
      at = after('>');
      while (document[at] != '<') {
        at++;
      }
    } while (depth > 0);
  }

  private boolean isEndTag() {
    return document[at + 1] == '/';
  }

  private int after(char wanted) {
    int next = at;
    while (document[next] != wanted) {
      next++;
    }
    return next + 1;
  }
}
