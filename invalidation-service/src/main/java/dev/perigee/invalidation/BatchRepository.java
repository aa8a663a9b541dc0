package dev.perigee.invalidation;

import dev.perigee.eventlog.membership.Applied;
import dev.perigee.eventlog.membership.Applied.Everything;
import dev.perigee.eventlog.membership.Applied.Through;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The table of batches. Every method wants a transaction around it. */
@ApplicationScoped
class BatchRepository implements PanacheRepositoryBase<Batch, Long> {

  Optional<Batch> findById(String distributionId, String id) {
    return find("distributionId = ?1 and id = ?2", distributionId, id).firstResultOptional();
  }

  Optional<Batch> findByReference(String distributionId, String callerReference) {
    return find("distributionId = ?1 and callerReference = ?2", distributionId, callerReference)
        .firstResultOptional();
  }

  /** Newest first, from the beginning. */
  List<Batch> newest(String distributionId, int limit) {
    return top(find("distributionId = ?1 order by seq desc", distributionId), limit);
  }

  /** Newest first, those accepted before {@code marker}. */
  List<Batch> newestBefore(Batch marker, int limit) {
    return top(
        find(
            "distributionId = ?1 and seq < ?2 order by seq desc",
            marker.distributionId,
            marker.seq),
        limit);
  }

  /**
   * In the order in which they are to be published.
   *
   * @param maxPaths that they have together, unless the first has more
   */
  List<Batch> unpublished(int limit, int maxPaths) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            select b.* from
              (select seq, row_number() over waiting as place,
                      sum(path_count) over waiting as paths_so_far
               from invalidation.batch where log_offset is null
               window waiting as (order by seq)
               order by seq limit ?1) chosen
            join invalidation.batch b using (seq)
            where chosen.place = 1 or chosen.paths_so_far <= ?2
            order by seq
            """,
            Batch.class)
        .setParameter(1, limit)
        .setParameter(2, maxPaths)
        .getResultList();
  }

  long inProgress(String distributionId) {
    return count("distributionId = ?1 and completedAt is null", distributionId);
  }

  long pathsInProgress(String distributionId) {
    return getEntityManager()
        .createQuery(
            "select coalesce(sum(pathCount), 0) from Batch"
                + " where distributionId = ?1 and completedAt is null",
            Long.class)
        .setParameter(1, distributionId)
        .getSingleResult();
  }

  /** Completes what every live edge has applied; returns how many that were. */
  int complete(Applied applied, Instant at) {
    return switch (applied) {
      case Through(Position position) ->
          update(
              "completedAt = ?1" + " where completedAt is null and logId = ?2 and logOffset <= ?3",
              at,
              position.logId(),
              position.offset());
      case Everything() ->
          update("completedAt = ?1 where completedAt is null and logOffset is not null", at);
    };
  }

  /** Has everything published again that lies, not completed, in another log than this one. */
  int forgetOtherLogs(String logId) {
    return update(
        "logId = null, logOffset = null"
            + " where completedAt is null and logOffset is not null and logId <> ?1",
        logId);
  }

  /** Forgets the oldest batches that were completed before a time; returns how many. */
  int forgetCompleted(Instant before, int limit) {
    return getEntityManager()
        .createNativeQuery(
            """
            delete from invalidation.batch where seq in
              (select seq from invalidation.batch where completed_at < ?1
               order by completed_at limit ?2)
            """)
        .setParameter(1, before)
        .setParameter(2, limit)
        .executeUpdate();
  }

  /**
   * Makes the caller's transaction the only one that publishes, among all instances.
   *
   * @return false where another instance is publishing
   */
  boolean tryLockPublication() {
    return (Boolean)
        getEntityManager()
            .createNativeQuery(
                "select pg_try_advisory_xact_lock(hashtext('perigee.invalidation.relay'))",
                Boolean.class)
            .getSingleResult();
  }

  private static List<Batch> top(PanacheQuery<Batch> query, int limit) {
    return query.page(Page.ofSize(limit)).list();
  }
}
