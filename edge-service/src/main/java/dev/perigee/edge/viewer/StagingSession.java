package dev.perigee.edge.viewer;

import dev.perigee.contracts.Selection;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.Staging.Stickiness;
import dev.perigee.httpcache.request.PairSelection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's session with one of two distributions, as its cookie holds it.
 *
 * @param staging whether the staging distribution serves it
 * @param began second since the epoch of its first request
 * @param used second since the epoch of its last request
 * @param rules marks the settings that it began under; it ends when they change
 */
record StagingSession(boolean staging, long began, long used, String rules) {

  private static final String NAME = "perigee-cd-session";
  private static final Pattern COOKIE =
      Pattern.compile("(?:^|;\\s*)" + NAME + "=([sp])\\.(\\d{1,12})\\.(\\d{1,12})\\.([0-9a-f]+)");
  private static final PairSelection OTHERS = PairSelection.of(Selection.allExcept(List.of(NAME)));

  static StagingSession begin(boolean staging, Staging share, long now) {
    return new StagingSession(staging, now, now, rules(share));
  }

  /** The session that a request names; empty where it names none of these settings. */
  static Optional<StagingSession> read(@Nullable String cookies, Staging share) {
    Matcher found = COOKIE.matcher(cookies == null ? "" : cookies);
    if (!found.find() || !found.group(4).equals(rules(share))) {
      return Optional.empty();
    }
    return Optional.of(
        new StagingSession(
            found.group(1).equals("s"),
            Long.parseLong(found.group(2)),
            Long.parseLong(found.group(3)),
            found.group(4)));
  }

  private static String rules(Staging share) {
    return Integer.toHexString((share.distributionId() + share.stickiness()).hashCode());
  }

  /** The cookies of a request without this one. */
  static String without(String cookies) {
    return OTHERS.ofCookies(cookies);
  }

  boolean isAlive(Stickiness stickiness, long now) {
    return began <= used
        && used <= now
        && now - used < stickiness.idle().toSeconds()
        && now - began < stickiness.max().toSeconds();
  }

  StagingSession usedAt(long now) {
    return new StagingSession(staging, began, now, rules);
  }

  /** What makes the viewer name this session in its next request. */
  String setCookie(Stickiness stickiness, boolean secure) {
    return "%s=%s.%d.%d.%s; Max-Age=%d; Path=/; HttpOnly%s"
        .formatted(
            NAME,
            staging ? "s" : "p",
            began,
            used,
            rules,
            stickiness.idle().toSeconds(),
            secure ? "; Secure" : "");
  }
}
