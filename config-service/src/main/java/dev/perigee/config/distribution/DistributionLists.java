package dev.perigee.config.distribution;

import dev.perigee.config.publication.Publications;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Consumer;

/** Pages of an account's distributions, by id. Each method is one transaction. */
@ApplicationScoped
class DistributionLists {

  private final DistributionRepository rows;
  private final Publications publications;

  DistributionLists(DistributionRepository rows, Publications publications) {
    this.rows = rows;
    this.publications = publications;
  }

  Paging.Page<Entry> all(String account, Paging paging) {
    return Transactions.read(
        () -> page(paging, (marker, limit) -> rows.after(account, marker, limit)));
  }

  /** Those that refer to a resource. */
  Paging.Page<Entry> using(String account, Reference resource, Paging paging) {
    return Transactions.read(
        () -> page(paging, (marker, limit) -> rows.using(account, resource, marker, limit)));
  }

  /**
   * The ids of those that refer to a resource.
   *
   * @param check refuses where there is no such resource
   */
  Paging.Page<String> idsUsing(
      String account, Reference resource, Paging paging, Consumer<Reference> check) {
    return Transactions.read(() -> {
      check.accept(resource);
      return paging.page(
          rows.idsUsing(account, resource, paging.marker(), paging.maxItems() + 1), id -> id);
    });
  }

  private Paging.Page<Entry> page(Paging paging, StoredPages.Step step) {
    Paging.Page<StoredDistribution> page = StoredPages.read(paging, step);
    Set<String> deployed =
        publications.deployed(page.items().stream().map(StoredDistribution::id).toList());
    return new Paging.Page<>(
        page.items().stream()
            .map(stored -> new Entry(stored, deployed.contains(stored.id())))
            .toList(),
        page.nextMarker());
  }
}
