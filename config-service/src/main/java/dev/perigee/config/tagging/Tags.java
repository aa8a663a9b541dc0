package dev.perigee.config.tagging;

import dev.perigee.config.wire.ApiException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.Tag;

/** The rules for tags. */
public final class Tags {

  private static final int MAX_TAGS = 50;
  private static final String RESERVED = "aws:";

  private Tags() {}

  /** Tags by key. */
  public static Map<String, String> of(
      software.amazon.awssdk.services.cloudfront.model.@Nullable Tags tags) {
    Map<String, String> byKey = new TreeMap<>();
    if (tags == null) {
      return byKey;
    }
    for (Tag tag : tags.items()) {
      if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
        throw new ApiException(
            "InvalidTagging", "Tags: " + tag.key() + " (expected: a key without aws:)");
      }
      if (byKey.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
        throw new ApiException(
            "InvalidTagging", "Tags: the key " + tag.key() + " is there more than once");
      }
    }
    checkCount(byKey);
    return byKey;
  }

  public static void checkCount(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw new ApiException(
          "InvalidTagging", "Tags: " + tags.size() + " (expected: <= " + MAX_TAGS + ")");
    }
  }
}
