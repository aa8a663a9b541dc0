package dev.perigee.config.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table of changes. Every method wants a transaction around it. */
@ApplicationScoped
class ChangeRepository implements PanacheRepositoryBase<Change, Long> {

  /** Of one account, the newest first. */
  List<Change> find(String account, AuditQuery query, int limit) {
    StringBuilder conditions = new StringBuilder("account = :account and seq < :before");
    Parameters parameters =
        Parameters.with("account", account)
            .and("before", query.marker() == null ? Long.MAX_VALUE : query.marker());
    if (query.from() != null) {
      conditions.append(" and time >= :from");
      parameters.and("from", query.from());
    }
    if (query.to() != null) {
      conditions.append(" and time < :to");
      parameters.and("to", query.to());
    }
    if (query.resource() != null) {
      conditions.append(" and resourceId = :resource");
      parameters.and("resource", query.resource());
    }
    return find(conditions.append(" order by seq desc").toString(), parameters)
        .page(Page.ofSize(limit))
        .list();
  }

  /** Forgets some of those from before a time; tells how many. */
  int forget(Instant before, int limit) {
    return getEntityManager()
        .createNativeQuery(
            "delete from config.audit where seq in (select seq from config.audit"
                + " where changed_at < ?1 order by changed_at limit ?2 for update skip locked)")
        .setParameter(1, before)
        .setParameter(2, limit)
        .executeUpdate();
  }
}
