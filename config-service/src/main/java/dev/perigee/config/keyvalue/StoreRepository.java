package dev.perigee.config.keyvalue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The table of what stores contain. Every method wants a transaction around it. */
@ApplicationScoped
class StoreRepository implements PanacheRepositoryBase<StoreRow, String> {}
