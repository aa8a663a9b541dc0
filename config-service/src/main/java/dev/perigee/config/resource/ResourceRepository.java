package dev.perigee.config.resource;

import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The table of resources. Every method wants a transaction around it. */
@ApplicationScoped
class ResourceRepository implements PanacheRepositoryBase<ResourceRow, ResourceRow.Key> {

  Optional<ResourceRow> find(ResourceKind kind, String account, String id, LockModeType lock) {
    return findByIdOptional(new ResourceRow.Key(kind, id), lock)
        .filter(row -> row.account.equals(account));
  }

  ResourceRow get(ResourceKind kind, String account, String id, LockModeType lock) {
    return find(kind, account, id, lock)
        .orElseThrow(
            () -> new ApiException(kind.noSuch(), "there is no " + kind.label() + " " + id));
  }

  Optional<ResourceRow> findByName(ResourceKind kind, String account, String name) {
    return find("key.kind = ?1 and account = ?2 and name = ?3", kind, account, name)
        .firstResultOptional();
  }

  Optional<ResourceRow> findByCallerReference(
      ResourceKind kind, String account, String callerReference) {
    return find(
            "key.kind = ?1 and account = ?2 and callerReference = ?3",
            kind,
            account,
            callerReference)
        .firstResultOptional();
  }

  /** By id, those after {@code marker}. */
  List<ResourceRow> after(ResourceKind kind, String account, String marker, int limit) {
    return find(
            "key.kind = ?1 and account = ?2 and key.id > ?3 order by key.id", kind, account, marker)
        .page(Page.ofSize(limit))
        .list();
  }

  long count(ResourceKind kind, String account) {
    return count("key.kind = ?1 and account = ?2", kind, account);
  }
}
