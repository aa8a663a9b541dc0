package dev.perigee.config.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The snapshots on their way to the log. Every method wants a transaction around it. */
@ApplicationScoped
class PublicationQueue implements PanacheRepositoryBase<Waiting, Long> {

  /**
   * How many of one distribution may wait. Beyond that those before the newest are dropped: the
   * broker has been away for long, and nobody needs them any more.
   */
  private static final int MAX_OF_ONE = 1_000;

  void add(Waiting waiting) {
    if (count("distributionId", waiting.distributionId) >= MAX_OF_ONE) {
      delete("distributionId", waiting.distributionId);
    }
    persist(waiting);
  }

  /** In the order in which they are to be published. */
  List<Waiting> next(int limit) {
    return find("order by seq").page(Page.ofSize(limit)).list();
  }
}
