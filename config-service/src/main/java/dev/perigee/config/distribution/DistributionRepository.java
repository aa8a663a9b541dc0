package dev.perigee.config.distribution;

import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of distributions. Every method wants a transaction around it. */
@ApplicationScoped
public class DistributionRepository implements PanacheRepositoryBase<DistributionRow, String> {

  /**
   * Looks up a distribution.
   *
   * @throws ApiException where there is none
   */
  public DistributionRow get(String id) {
    return existing(id, findById(id));
  }

  /** Looks up a distribution and keeps others from changing it until the transaction ends. */
  public DistributionRow lock(String id) {
    return existing(id, findById(id, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<DistributionRow> findByCallerReference(String callerReference) {
    return find("callerReference", callerReference).firstResultOptional();
  }

  /** By id, those after {@code marker}. */
  List<DistributionRow> after(String marker, int limit) {
    return find("id > ?1 order by id", marker).page(Page.ofSize(limit)).list();
  }

  /** One of the aliases that another distribution has; empty where none has any. */
  Optional<String> takenAlias(Set<String> aliases, String ownId) {
    if (aliases.isEmpty()) {
      return Optional.empty();
    }
    return getEntityManager()
        .createQuery(
            "select a from DistributionRow d join d.aliases a where a in ?1 and d.id <> ?2",
            String.class)
        .setParameter(1, aliases)
        .setParameter(2, ownId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  List<String> usingAccessControl(String accessControlId) {
    return getEntityManager()
        .createQuery(
            "select d.id from DistributionRow d join d.accessControls a where a = ?1 order by d.id",
            String.class)
        .setParameter(1, accessControlId)
        .getResultList();
  }

  private static DistributionRow existing(String id, @Nullable DistributionRow row) {
    if (row == null) {
      throw new ApiException("NoSuchDistribution", "there is no distribution " + id);
    }
    return row;
  }
}
