package dev.perigee.invalidation;

import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.contracts.InvalidationState;
import dev.perigee.eventlog.outbox.Position;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invalidation batch as it is stored. */
@Entity
class Batch {

  /**
   * Of the paths in one record, which are of visible ASCII: at twice as many bytes in JSON it stays
   * below the 1 MiB that a broker takes without being told otherwise.
   */
  private static final int RECORD_CHARACTERS = 262_144;

  /** Order of acceptance. */
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long seq;

  @Column(nullable = false, updatable = false)
  String id;

  @Column(name = "distribution_id", nullable = false, updatable = false)
  String distributionId;

  @Column(name = "caller_reference", nullable = false, updatable = false)
  String callerReference;

  @Column(columnDefinition = "text[]", nullable = false, updatable = false)
  String[] paths;

  @Column(name = "path_count", nullable = false, updatable = false)
  int pathCount;

  @Column(nullable = false, updatable = false)
  @Enumerated(EnumType.STRING)
  InvalidationEffect effect;

  @Column(name = "accepted_at", nullable = false, updatable = false)
  Instant acceptedAt;

  /** Identity of the log that holds the batch; null until published. */
  @Column(name = "log_id")
  @Nullable String logId;

  /** Offset in that log; null until published. */
  @Column(name = "log_offset")
  @Nullable Long logOffset;

  /** When the last live edge reported it applied; null until then. */
  @Column(name = "completed_at")
  @Nullable Instant completedAt;

  /** For Hibernate. */
  protected Batch() {}

  Batch(String id, String distributionId, InvalidationRequest request, Instant acceptedAt) {
    this.id = id;
    this.distributionId = distributionId;
    this.callerReference = request.callerReference();
    this.paths = request.paths().toArray(String[]::new);
    this.pathCount = paths.length;
    this.effect = request.effect();
    this.acceptedAt = acceptedAt;
  }

  /** Whether a request repeats this batch's: the same effect and paths, in any order. */
  boolean isRepeatedBy(InvalidationRequest request) {
    String[] mine = paths.clone();
    String[] theirs = request.paths().toArray(String[]::new);
    Arrays.sort(mine);
    Arrays.sort(theirs);
    return Arrays.equals(mine, theirs) && effect == request.effect();
  }

  /** Notes where it lies. */
  void published(Position position) {
    logId = position.logId();
    logOffset = position.offset();
  }

  /** What is published: as many records as it takes for none to be longer than a log takes. */
  List<Invalidation> toRecords() {
    List<Invalidation> records = new ArrayList<>();
    int characters = 0;
    int from = 0;
    for (int i = 0; i < paths.length; i++) {
      if (characters > 0 && characters + paths[i].length() > RECORD_CHARACTERS) {
        records.add(toRecord(from, i));
        from = i;
        characters = 0;
      }
      characters += paths[i].length();
    }
    records.add(toRecord(from, paths.length));
    return records;
  }

  private Invalidation toRecord(int from, int to) {
    return Invalidation.of(
        id, distributionId, List.of(paths).subList(from, to), effect, acceptedAt);
  }

  InvalidationState toState() {
    return toState(List.of(paths));
  }

  /** As lists show it: without the paths. */
  InvalidationState toSummary() {
    return toState(List.of());
  }

  private InvalidationState toState(List<String> shownPaths) {
    return new InvalidationState(
        id, distributionId, callerReference, completedAt != null, acceptedAt, shownPaths);
  }
}
