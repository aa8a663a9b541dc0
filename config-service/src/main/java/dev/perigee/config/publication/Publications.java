package dev.perigee.config.publication;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands snapshots over to be published. Every method joins the caller's transaction: what is
 * committed is published, soon, and whatever happens to this process.
 */
@ApplicationScoped
public class Publications {

  private final PublicationRepository publications;
  private final PublicationQueue queue;
  private final TransactionSynchronizationRegistry transactions;
  private final Relay relay;

  Publications(
      PublicationRepository publications,
      PublicationQueue queue,
      TransactionSynchronizationRegistry transactions,
      Relay relay) {
    this.publications = publications;
    this.queue = queue;
    this.transactions = transactions;
    this.relay = relay;
  }

  /** Publishes a distribution's snapshot, after those that are still on their way. */
  public void publish(DistributionSnapshot snapshot) {
    Publication publication = replace(snapshot.id(), ContractJson.write(snapshot));
    publication.revision = snapshot.revision();
    publication.madeWith = SnapshotForm.of(snapshot);
  }

  /** The revision that was published last; 0 where there was none. */
  public long revision(String distributionId) {
    return publications.findByIdOptional(distributionId).map(found -> found.revision).orElse(0L);
  }

  /** Publishes that a distribution is gone. */
  public void withdraw(String distributionId) {
    replace(distributionId, null);
  }

  /** Those of the distributions whose latest snapshot was in force at every live edge. */
  public Set<String> deployed(Collection<String> distributionIds) {
    return publications.deployed(distributionIds);
  }

  private Publication replace(String distributionId, byte @Nullable [] snapshot) {
    long seq = publications.nextSeq();
    Publication publication = publications.findById(distributionId);
    if (publication == null) {
      publication = new Publication(distributionId);
      publication.replace(seq, snapshot);
      publications.persist(publication);
    } else {
      publication.replace(seq, snapshot);
    }
    queue.add(new Waiting(seq, distributionId, snapshot));
    transactions.registerInterposedSynchronization(new WakeOnCommit(relay));
    return publication;
  }

  private record WakeOnCommit(Relay relay) implements Synchronization {

    @Override
    public void beforeCompletion() {
      // There is nothing to do before.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        relay.wake();
      }
    }
  }
}
