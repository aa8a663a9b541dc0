package dev.perigee.config.publication;

import dev.perigee.eventlog.membership.Applied;
import dev.perigee.eventlog.membership.Applied.Everything;
import dev.perigee.eventlog.membership.Applied.Through;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table of publications. Every method wants a transaction around it. */
@ApplicationScoped
class PublicationRepository implements PanacheRepositoryBase<Publication, String> {

  long nextSeq() {
    return (Long)
        getEntityManager()
            .createNativeQuery("select nextval('config.publication_seq')", Long.class)
            .getSingleResult();
  }

  /** Notes where a snapshot lies, unless there is a newer one. */
  void published(Waiting waiting, Position position) {
    update(
        "logId = ?1, logOffset = ?2 where distributionId = ?3 and seq = ?4",
        position.logId(),
        position.offset(),
        waiting.distributionId,
        waiting.seq);
  }

  /** Forgets a distribution whose end has been published. */
  void remove(Waiting waiting) {
    delete("distributionId = ?1 and seq = ?2", waiting.distributionId, waiting.seq);
  }

  /** Marks what every live edge has in force. */
  int deploy(Applied applied) {
    return switch (applied) {
      case Through(Position position) ->
          update(
              "deployed = true where deployed = false and logId = ?1 and logOffset <= ?2",
              position.logId(),
              position.offset());
      case Everything() ->
          update("deployed = true where deployed = false and logOffset is not null");
    };
  }

  /** Has everything published again that lies in another log than this one. */
  int forgetOtherLogs(String logId) {
    int forgotten =
        getEntityManager()
            .createQuery(
                "insert into Waiting (seq, distributionId, snapshot)"
                    + " select seq, distributionId, snapshot from Publication"
                    + " where logOffset is not null and logId <> ?1")
            .setParameter(1, logId)
            .executeUpdate();
    update(
        "logId = null, logOffset = null, deployed = false"
            + " where logOffset is not null and logId <> ?1",
        logId);
    return forgotten;
  }

  /** The ids of those that were made with something else, after {@code marker}, in order. */
  List<String> madeOtherwise(String form, String marker, int limit) {
    return getEntityManager()
        .createQuery(
            "select distributionId from Publication where madeWith <> ?1 and snapshot is not null"
                + " and distributionId > ?2 order by distributionId",
            String.class)
        .setParameter(1, form)
        .setParameter(2, marker)
        .setMaxResults(limit)
        .getResultList();
  }

  Set<String> deployed(Collection<String> distributionIds) {
    return new HashSet<>(
        getEntityManager()
            .createQuery(
                "select distributionId from Publication where deployed and distributionId in ?1",
                String.class)
            .setParameter(1, distributionIds)
            .getResultList());
  }

  /**
   * Makes the caller's transaction the only one that publishes, among all instances.
   *
   * @return false where another instance is publishing
   */
  boolean tryLockRelay() {
    return tryLock("perigee.config.relay");
  }

  /** The same for making publications anew. */
  boolean tryLockRenewal() {
    return tryLock("perigee.config.renewal");
  }

  private boolean tryLock(String name) {
    return (Boolean)
        getEntityManager()
            .createNativeQuery("select pg_try_advisory_xact_lock(hashtext(?1))", Boolean.class)
            .setParameter(1, name)
            .getSingleResult();
  }
}
