package dev.perigee.httpcache.invalidation;

import dev.perigee.httpcache.HeaderView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tags that an origin gives a response: a list with commas between them, in a header that the
 * distribution names. Case makes no difference. What is no tag is passed over, and so is what comes
 * after the first {@link #MAX_TAGS}.
 */
public final class CacheTags {

  /** Tags that are kept of one response. */
  public static final int MAX_TAGS = 50;

  /** Characters of one tag. */
  public static final int MAX_CHARACTERS = 256;

  private CacheTags() {}

  /** The tags in a response's header, in lower case and in order, each once. */
  public static List<String> of(HeaderView response, String headerName) {
    Set<String> tags = new LinkedHashSet<>();
    for (String value : response.all(headerName)) {
      for (int at = 0; at <= value.length() && tags.size() < MAX_TAGS; ) {
        int comma = value.indexOf(',', at);
        int end = comma < 0 ? value.length() : comma;
        String tag = value.substring(at, end).strip();
        if (isTag(tag)) {
          tags.add(tag.toLowerCase(Locale.ROOT));
        }
        at = end + 1;
      }
    }
    return List.copyOf(tags);
  }

  /** Whether a text is a tag: visible ASCII without a comma, and not too long. */
  public static boolean isTag(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_CHARACTERS
        && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != ',');
  }
}
