package dev.perigee.config.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Writes a document of elements and texts, in the API's namespace.
 *
 * <p>Names are those of the service model, and nothing of the texts is checked: the characters that
 * XML cannot hold never get past {@link XmlEvents}.
 */
public final class XmlWriter {

  private static final int USUAL_BYTES = 4096;
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private final ByteArrayOutputStream out;

  private XmlWriter(int bytes) {
    out = new ByteArrayOutputStream(bytes);
  }

  /** Writes a document; {@code content} is what stands in its root element. */
  public static byte[] document(String rootElement, Consumer<XmlWriter> content) {
    return document(rootElement, USUAL_BYTES, content);
  }

  /**
   * The same for a document of a size that is known about.
   *
   * @param bytes how many are set aside for it at first
   */
  public static byte[] document(String rootElement, int bytes, Consumer<XmlWriter> content) {
    XmlWriter writer = new XmlWriter(bytes);
    writer.markup(DECLARATION);
    writer.markup("<" + rootElement + " xmlns=\"" + XmlDecoder.NAMESPACE + "\">");
    content.accept(writer);
    writer.end(rootElement);
    return writer.out.toByteArray();
  }

  /** Writes an element with other elements in it. */
  public void element(String name, Runnable content) {
    start(name);
    content.run();
    end(name);
  }

  /** Writes an element with a text in it. */
  public void element(String name, String text) {
    start(name);
    markup(escaped(text));
    end(name);
  }

  /** Writes the members of a structure that have a value. */
  public void members(SdkPojo structure) {
    XmlEncoder.members(structure, this);
  }

  /** Copies elements that such a writer wrote before. */
  void copy(byte[] written, int from, int to) {
    out.write(written, from, to - from);
  }

  private void start(String name) {
    out.write('<');
    markup(name);
    out.write('>');
  }

  private void end(String name) {
    out.write('<');
    out.write('/');
    markup(name);
    out.write('>');
  }

  private void markup(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!escape(text.charAt(i)).isEmpty()) {
        return escapedFrom(i, text);
      }
    }
    return text;
  }

  private static String escapedFrom(int first, String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      String escape = escape(text.charAt(i));
      if (escape.isEmpty()) {
        escaped.append(text.charAt(i));
      } else {
        escaped.append(escape);
      }
    }
    return escaped.toString();
  }

  /** What stands for a character; empty for itself. A parser would read CR as LF. */
  private static String escape(char c) {
    return switch (c) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      case '\r' -> "&#xD;";
      default -> "";
    };
  }
}
