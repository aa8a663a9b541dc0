package dev.perigee.testkit.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object that a well-behaved origin serves: it knows its entity tag, answers conditional
 * requests and single ranges, and knows HEAD.
 *
 * @param etag with its quotation marks
 * @param fields sent with every answer
 */
public record Resource(Content content, String etag, List<Head.Field> fields) implements Script {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  public Resource {
    fields = List.copyOf(fields);
  }

  public static Resource of(Content content, String etag, String cacheControl) {
    return new Resource(content, etag, List.of(new Head.Field("Cache-Control", cacheControl)));
  }

  @Override
  public Answer answer(Received request) {
    Answer answer;
    if (request.head().first("If-None-Match").filter(tags -> tags.contains(etag)).isPresent()) {
      answer = Answer.empty(304);
    } else {
      answer = range(request).map(this::part).orElseGet(() -> Answer.ok(content));
    }
    answer = answer.header("ETag", etag).header("Accept-Ranges", "bytes");
    for (Head.Field field : fields) {
      answer = answer.header(field.name(), field.value());
    }
    return answer;
  }

  private record Range(long from, long to) {}

  private Optional<Range> range(Received request) {
    boolean sameVersion =
        request.head().first("If-Range").filter(tag -> !tag.equals(etag)).isEmpty();
    return request
        .head()
        .first("Range")
        .filter(range -> sameVersion)
        .map(RANGE::matcher)
        .filter(Matcher::matches)
        .map(this::range);
  }

  private Range range(Matcher bounds) {
    long length = content.length();
    if (bounds.group(1).isEmpty()) {
      return new Range(Math.max(0, length - Long.parseLong(bounds.group(2))), length);
    }
    long from = Long.parseLong(bounds.group(1));
    long last = bounds.group(2).isEmpty() ? length - 1 : Long.parseLong(bounds.group(2));
    return new Range(from, Math.min(length, last + 1));
  }

  private Answer part(Range range) {
    if (range.from() >= range.to()) {
      return Answer.empty(416).header("Content-Range", "bytes */" + content.length());
    }
    return Answer.of(206, content.part(range.from(), range.to()))
        .header(
            "Content-Range",
            "bytes " + range.from() + "-" + (range.to() - 1) + "/" + content.length());
  }
}
