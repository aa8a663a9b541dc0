package dev.perigee.eventlog.outbox;

/**
 * Where a record lies.
 *
 * @param logId identifies the log: a topic that was deleted and made anew has another
 * @param offset in that log
 */
public record Position(String logId, long offset) {}
