package dev.perigee.invalidation;

import dev.perigee.eventlog.membership.Applied;
import dev.perigee.eventlog.membership.Applied.Everything;
import dev.perigee.eventlog.membership.Applied.Through;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** The table of batches. Every method wants a transaction around it. */
@ApplicationScoped
class BatchRepository implements PanacheRepositoryBase<Batch, Long> {

  Optional<Batch> findById(String distributionId, String id) {
    return find("distributionId = ?1 and id = ?2", distributionId, id).firstResultOptional();
  }

  /** Those of some references that are taken. */
  Map<BatchReference, Batch> findByReferences(List<BatchReference> references) {
    Map<BatchReference, Batch> found = new HashMap<>();
    getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            select b.* from invalidation.batch b
            join unnest(cast(?1 as text[]), cast(?2 as text[])) as asked (distribution, reference)
              on b.distribution_id = asked.distribution and b.caller_reference = asked.reference
            """,
            Batch.class)
        .setParameter(
            1, references.stream().map(BatchReference::distributionId).toArray(String[]::new))
        .setParameter(
            2, references.stream().map(BatchReference::callerReference).toArray(String[]::new))
        .getResultList()
        .forEach(batch ->
            found.put(new BatchReference(batch.distributionId, batch.callerReference), batch));
    return found;
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

  /** How many paths of some distributions are in progress; those with none may be left out. */
  Map<String, Long> pathsInProgress(List<String> distributionIds) {
    Map<String, Long> paths = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select distributionId, sum(pathCount) from Batch"
                + " where distributionId in ?1 and completedAt is null group by distributionId",
            Object[].class)
        .setParameter(1, distributionIds)
        .getResultList()
        .forEach(row -> paths.put((String) row[0], (Long) row[1]));
    return paths;
  }

  /** Stores new batches, in their order. */
  void insert(List<Batch> accepted) {
    getEntityManager().unwrap(Session.class).doWork(connection -> insert(accepted, connection));
  }

  private static void insert(List<Batch> accepted, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into invalidation.batch
              (id, distribution_id, caller_reference, paths, path_count, effect, accepted_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (Batch batch : accepted) {
        insert.setString(1, batch.id);
        insert.setString(2, batch.distributionId);
        insert.setString(3, batch.callerReference);
        insert.setArray(4, connection.createArrayOf("text", batch.paths));
        insert.setInt(5, batch.pathCount);
        insert.setString(6, batch.effect.name());
        insert.setObject(7, batch.acceptedAt.atOffset(ZoneOffset.UTC));
        insert.addBatch();
      }
      insert.executeBatch();
    }
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
    return getEntityManager()
        .unwrap(Session.class)
        .doReturningWork(BatchRepository::tryLockPublication);
  }

  private static boolean tryLockPublication(Connection connection) throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement(
                "select pg_try_advisory_xact_lock(hashtext('perigee.invalidation.relay'))");
        ResultSet result = lock.executeQuery()) {
      result.next();
      return result.getBoolean(1);
    }
  }

  private static List<Batch> top(PanacheQuery<Batch> query, int limit) {
    return query.page(Page.ofSize(limit)).list();
  }
}
