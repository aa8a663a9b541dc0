package dev.perigee.config.distribution;

import dev.perigee.config.resource.Reference;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** Pages of an account's distributions, by id. Each method is one transaction. */
@ApplicationScoped
class DistributionLists {

  private final DistributionRepository rows;
  private final Distributions distributions;

  DistributionLists(DistributionRepository rows, Distributions distributions) {
    this.rows = rows;
    this.distributions = distributions;
  }

  Paging.Page<Entry> all(String account, Paging paging) {
    return Transactions.read(() ->
        paging.page(
            distributions.entries(rows.after(account, paging.marker(), paging.maxItems() + 1)),
            Entry::id));
  }

  /** Those that refer to a resource. */
  Paging.Page<Entry> using(String account, Reference resource, Paging paging) {
    return Transactions.read(() ->
        paging.page(
            distributions.entries(
                rows.using(account, resource, paging.marker(), paging.maxItems() + 1)),
            Entry::id));
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
          rows.using(account, resource, paging.marker(), paging.maxItems() + 1).stream()
              .map(DistributionRow::id)
              .toList(),
          id -> id);
    });
  }
}
