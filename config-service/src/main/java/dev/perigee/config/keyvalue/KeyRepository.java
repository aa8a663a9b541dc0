package dev.perigee.config.keyvalue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table of keys. Every method wants a transaction around it. */
@ApplicationScoped
class KeyRepository implements PanacheRepositoryBase<KeyRow, KeyRow.Key> {

  /** In the order of their bytes, those after {@code marker}. */
  List<KeyRow> after(String storeId, String marker, int limit) {
    return find("key.storeId = ?1 and key.name > ?2 order by key.name", storeId, marker)
        .page(Page.ofSize(limit))
        .list();
  }
}
