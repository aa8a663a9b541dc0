package dev.perigee.httpcache.request;

import dev.perigee.contracts.Selection;
import java.util.List;
import java.util.Set;

/**
 * The query parameters of media endpoints: time shift, manifest filters, and the delivery
 * directives of low-latency HLS (draft-pantos-hls-rfc8216bis, section 6.2.5).
 */
public final class MediaParameters {

  private static final String SEQUENCE = "_HLS_msn";
  private static final String PART = "_HLS_part";

  /** No other kind of origin has parameters of these names. */
  private static final Set<String> TELLING =
      Set.of("aws.manifestfilter", "aws.manifestsettings", SEQUENCE, PART);

  private static final Set<String> PLAIN =
      Set.of(
          "start",
          "end",
          "m",
          "time_delay",
          "manifest_window_seconds",
          "clip_start_time",
          "_HLS_skip");

  private static final List<String> BLOCKING = List.of(SEQUENCE, PART);

  private MediaParameters() {}

  /**
   * Whether a list of parameters is one for a media endpoint, to which their order means nothing:
   * it has a name that tells so, or no other names than those of media endpoints.
   */
  public static boolean areNamedBy(Selection selection) {
    return selection.mode() == Selection.Mode.ONLY
        && (selection.names().stream().anyMatch(TELLING::contains)
            || PLAIN.containsAll(selection.names()));
  }

  /**
   * What of the query tells two objects apart: what the cache policy says, in the order of names
   * where it is one for media endpoints. Such a one also has the directives by which a player waits
   * for the next part of a playlist, wherever the origin sees them: what came for one part is no
   * answer to who waits for a later one.
   *
   * @param forwarded what goes to the origin beside what the policy says
   */
  public static PairSelection keyed(Selection policy, Selection forwarded) {
    if (!areNamedBy(policy)) {
      return PairSelection.of(policy);
    }
    PairSelection seen = PairSelection.of(forwarded);
    List<String> blocking = BLOCKING.stream().filter(seen::selects).toList();
    return PairSelection.byName(PairSelection.union(policy, Selection.only(blocking)));
  }

  /** What of the query goes to the origin, in the order of {@link #keyed}. */
  public static PairSelection sent(Selection policy, Selection forwarded) {
    Selection both = PairSelection.union(policy, forwarded);
    return areNamedBy(policy) ? PairSelection.byName(both) : PairSelection.of(both);
  }

  /**
   * Whether a query asks an origin to wait until the playlist has come so far (a blocking reload).
   */
  public static boolean waits(String query) {
    int at = query.indexOf(SEQUENCE + "=");
    return at == 0 || at > 0 && query.charAt(at - 1) == '&';
  }
}
