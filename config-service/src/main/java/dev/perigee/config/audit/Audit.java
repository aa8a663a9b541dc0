package dev.perigee.config.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Records changes. Joins the caller's transaction: what is not committed was never recorded. */
@ApplicationScoped
public class Audit {

  private final ChangeRepository changes;

  Audit(ChangeRepository changes) {
    this.changes = changes;
  }

  /**
   * Records a change by the attempt under way.
   *
   * @param kind of what was changed, as in its ARN, for example {@code distribution}
   * @param id of what was changed
   * @param before its entity tag until now; null where it was not there, or what changed has none
   * @param after its entity tag from now on; null where it is gone, or what changed has none
   */
  public void changed(String kind, String id, @Nullable String before, @Nullable String after) {
    changes.persist(
        new Change(
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            Attempt.underWay(),
            kind,
            id,
            before,
            after));
  }
}
