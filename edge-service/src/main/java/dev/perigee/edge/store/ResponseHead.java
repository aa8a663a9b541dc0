package dev.perigee.edge.store;

import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.range.Slice;
import io.netty.util.AsciiString;
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

  /** Whether the origin says that it takes ranges of bytes (RFC 9110, section 14.3). */
  public boolean takesRanges() {
    String ranges = first("accept-ranges");
    return ranges != null && ranges.contains("bytes");
  }

  /**
   * Whether it describes a part of a version, and nothing else.
   *
   * @param etag the version's strong entity tag
   */
  public boolean isOf(String etag, Slice part) {
    return status == 206
        && etag.equals(first("etag"))
        && part.contentRange().equals(first("content-range"))
        && (bodyBytes() < 0 || bodyBytes() == part.length());
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
   * The fields as they are written one by one, names and values in turn. They keep their hashes, by
   * which HTTP/2 finds what it has sent before.
   */
  List<AsciiString> named() {
    return fields.stream().map(SharedFields::of).toList();
  }

  /**
   * This head as it is to be kept: without the body's length, which the body tells, and with texts
   * that it has in common with other responses'.
   */
  ResponseHead kept() {
    return new ResponseHead(
        status,
        without(List.of("content-length")).fields.stream()
            .map(field -> SharedFields.of(field).toString())
            .toList());
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
