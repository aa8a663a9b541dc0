package dev.perigee.config.distribution;

import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of distributions. Every method wants a transaction around it. */
@ApplicationScoped
public class DistributionRepository implements PanacheRepositoryBase<DistributionRow, String> {

  /**
   * Looks up a distribution of an account.
   *
   * @throws ApiException where there is none
   */
  public DistributionRow get(String account, String id) {
    return existing(account, id, findById(id));
  }

  /** Looks up a distribution and keeps others from changing it until the transaction ends. */
  public DistributionRow lock(String account, String id) {
    return existing(account, id, findById(id, LockModeType.PESSIMISTIC_WRITE));
  }

  DistributionRow lock(String id) {
    return Objects.requireNonNull(findById(id, LockModeType.PESSIMISTIC_WRITE), id);
  }

  Optional<DistributionRow> findByCallerReference(String account, String callerReference) {
    return find("account = ?1 and callerReference = ?2", account, callerReference)
        .firstResultOptional();
  }

  /** By id, those after {@code marker}. */
  List<StoredDistribution> after(String account, String marker, int limit) {
    return find("account = ?1 and id > ?2 order by id", account, marker)
        .page(Page.ofSize(limit))
        .project(StoredDistribution.class)
        .list();
  }

  /** By id, those after {@code marker} that refer to a resource. */
  List<StoredDistribution> using(String account, Reference resource, String marker, int limit) {
    return users(account, resource, marker)
        .page(Page.ofSize(limit))
        .project(StoredDistribution.class)
        .list();
  }

  /** The ids of the same. */
  List<String> idsUsing(String account, Reference resource, String marker, int limit) {
    return users(account, resource, marker).page(Page.ofSize(limit)).project(Id.class).stream()
        .map(Id::id)
        .toList();
  }

  private PanacheQuery<DistributionRow> users(String account, Reference resource, String marker) {
    return find(
        "account = ?1 and id > ?2 and id in (select r.key.fromId from ReferenceRow r"
            + " where r.key.toKind = ?3 and r.key.toId = ?4 and r.key.fromKind = ?5)"
            + " order by id",
        account,
        marker,
        resource.kind(),
        resource.id(),
        ResourceKind.DISTRIBUTION);
  }

  /** A distribution's id alone. */
  record Id(String id) {}

  private static DistributionRow existing(
      String account, String id, @Nullable DistributionRow row) {
    if (row == null || !row.account.equals(account)) {
      throw new ApiException("NoSuchDistribution", "there is no distribution " + id);
    }
    return row;
  }
}
