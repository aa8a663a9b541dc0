package dev.perigee.edge.store;

import dev.perigee.httpcache.HeaderView;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of a response, in order. Immutable.
 *
 * @param status HTTP status
 * @param fields names and values in turn, names in lower case
 */
public record ResponseHead(int status, List<String> fields) implements HeaderView {

  public ResponseHead {
    fields = List.copyOf(fields);
  }

  @Override
  public @Nullable String first(String name) {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        return fields.get(i + 1);
      }
    }
    return null;
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        values.add(fields.get(i + 1));
      }
    }
    return values;
  }

  /** The entity tag that tells versions apart byte for byte; null where there is none. */
  public @Nullable String strongEtag() {
    String etag = first("etag");
    return etag != null && etag.startsWith("\"") ? etag : null;
  }

  /** Length of the body as announced, -1 where it is not. */
  public long bodyBytes() {
    String length = first("content-length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** This head of a part, as if what it describes were a whole of so many bytes. */
  public ResponseHead asWhole(long bytes) {
    List<String> described =
        new ArrayList<>(without(List.of("content-range", "content-length")).fields);
    described.add("content-length");
    described.add(Long.toString(bytes));
    return new ResponseHead(200, described);
  }

  /** This head without some of its fields. */
  public ResponseHead without(List<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    List<String> kept = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i += 2) {
      if (!names.contains(fields.get(i))) {
        kept.add(fields.get(i));
        kept.add(fields.get(i + 1));
      }
    }
    return new ResponseHead(status, kept);
  }

  /**
   * The fields as lines of HTTP/1.x, but for the body's length.
   *
   * @throws IllegalArgumentException where a field would not be a line of its own
   */
  byte[] encoded() {
    StringBuilder lines = new StringBuilder(size() + 2 * fields.size());
    for (int i = 0; i < fields.size(); i += 2) {
      if (!fields.get(i).equals("content-length")) {
        lines.append(inOneLine(fields.get(i))).append(": ");
        lines.append(inOneLine(fields.get(i + 1))).append("\r\n");
      }
    }
    return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The fields as they are written one by one, names and values in turn, but for the body's length.
   * They keep their hashes, by which HTTP/2 finds what it has sent before.
   */
  public List<AsciiString> named() {
    List<AsciiString> named = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i += 2) {
      if (!fields.get(i).equals("content-length")) {
        named.add(SharedFields.of(fields.get(i)));
        named.add(SharedFields.of(fields.get(i + 1)));
      }
    }
    return List.copyOf(named);
  }

  /** This head with texts that it has in common with other responses', as it is to be kept. */
  ResponseHead shared() {
    return new ResponseHead(
        status, fields.stream().map(field -> SharedFields.of(field).toString()).toList());
  }

  private static String inOneLine(String text) {
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a header field of more than one line");
    }
    return text;
  }

  /** Bytes that the fields take on the wire, about. */
  public int size() {
    int size = 0;
    for (String field : fields) {
      size += field.length() + 2;
    }
    return size;
  }

  /**
   * This head brought up to date by a 304 (RFC 9111, section 3.2): its fields replace those of the
   * same name, the body's own description aside.
   */
  public ResponseHead updatedBy(ResponseHead notModified) {
    List<String> merged = new ArrayList<>();
    for (int i = 0; i < fields.size(); i += 2) {
      String name = fields.get(i);
      if (describesBody(name) || notModified.first(name) == null) {
        merged.add(name);
        merged.add(fields.get(i + 1));
      }
    }
    for (int i = 0; i < notModified.fields.size(); i += 2) {
      if (!describesBody(notModified.fields.get(i))) {
        merged.add(notModified.fields.get(i));
        merged.add(notModified.fields.get(i + 1));
      }
    }
    return new ResponseHead(status, merged);
  }

  private static boolean describesBody(String name) {
    return name.equals("content-length")
        || name.equals("content-encoding")
        || name.equals("content-type")
        || name.equals("content-range");
  }
}
