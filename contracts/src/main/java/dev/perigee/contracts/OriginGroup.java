package dev.perigee.contracts;

import java.util.List;

/**
 * Two origins for the same content: what the first cannot give is asked of the second.
 *
 * @param id what a behaviour may name in place of an origin
 * @param primary the {@link Origin#id()} that is asked first, on every request
 * @param secondary the {@link Origin#id()} that is asked where the primary fails
 * @param failoverStatuses statuses of the primary that count as failure
 * @param selection how the two are chosen between
 */
public record OriginGroup(
    String id,
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
