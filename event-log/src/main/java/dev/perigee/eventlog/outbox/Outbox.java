package dev.perigee.eventlog.outbox;

/**
 * What a service has to publish, as stored in its database. All calls come from the thread of one
 * {@link OutboxRelay}, which tries again after an exception.
 */
public interface Outbox {

  /** Whether the database can be used now. */
  boolean isReady();

  /**
   * Appends the next records, in their order, and notes where they lie, in one transaction.
   *
   * <p>The transaction holds a lock that makes this instance of the service the only publisher, and
   * spans the appends; nothing is appended where another instance holds it, or where nothing waits.
   * When a record cannot be appended, the transaction commits what is known of those before it and
   * leaves the rest for the next time. After a crash in between, the same records are handed over
   * once more, and found in the topic; only one whose append the broker confirmed to nobody may
   * still come twice, which must do no harm.
   *
   * @param limit the number of rows
   */
  void publishNext(int limit, Appender appender);

  /**
   * Forgets the positions in any log but this one, so that what lay there is published again.
   *
   * @param logId empty while there is no topic
   * @return how many positions were forgotten
   */
  int forgetOtherLogs(String logId);

  /** Called after each {@link #publishNext} that appended something, once that is committed. */
  void published();
}
