package dev.perigee.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two origins for the same content: what the first cannot give is asked of the second.
 *
 * @param id what a behaviour may name in place of an origin
 * @param fingerprint digest of everything else in this record, of both members' definitions and of
 *     the distribution's id: an edge asks origin-service for it; null where older code wrote the
 *     record, and then the primary alone is asked
 * @param primary the {@link Origin#id()} that is asked first, on every request
 * @param secondary the {@link Origin#id()} that is asked where the primary fails
 * @param failoverStatuses statuses of the primary that count as failure
 * @param selection how the two are chosen between
 */
public record OriginGroup(
    String id,
    @Nullable String fingerprint,
    String primary,
    String secondary,
    List<Integer> failoverStatuses,
    SelectionCriteria selection) {

  public OriginGroup {
    failoverStatuses = List.copyOf(failoverStatuses);
  }

  /** How an origin group chooses (CloudFront API, {@code OriginGroupSelectionCriteria}). */
  public enum SelectionCriteria {
    DEFAULT,
    /** By the quality score that a media origin gives its responses. */
    MEDIA_QUALITY
  }
}
