package dev.perigee.config.originaccess;

import dev.perigee.config.snapshot.AccessControls;
import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;

/** The table of origin access controls. Every method wants a transaction around it. */
@ApplicationScoped
class AccessControlRepository
    implements PanacheRepositoryBase<AccessControlRow, String>, AccessControls {

  @Override
  public Optional<OriginAccessControlConfig> find(String id) {
    // Shared with other distributions, but not to be changed or deleted until this one is stored.
    return findByIdOptional(id, LockModeType.PESSIMISTIC_READ).map(AccessControlRow::config);
  }

  AccessControlRow get(String id) {
    return existing(id, findById(id));
  }

  AccessControlRow lock(String id) {
    return existing(id, findById(id, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<AccessControlRow> findByName(String name) {
    return find("name", name).firstResultOptional();
  }

  /** By id, those after {@code marker}. */
  List<AccessControlRow> after(String marker, int limit) {
    return find("id > ?1 order by id", marker).page(Page.ofSize(limit)).list();
  }

  private static AccessControlRow existing(String id, @Nullable AccessControlRow row) {
    if (row == null) {
      throw new ApiException(
          "NoSuchOriginAccessControl", "there is no origin access control " + id);
    }
    return row;
  }
}
