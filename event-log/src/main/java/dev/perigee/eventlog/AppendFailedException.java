package dev.perigee.eventlog;

/** The broker did not confirm a record; whether the topic has it is not known. */
public final class AppendFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  AppendFailedException(String topic, Throwable cause) {
    super(topic + " did not take the record: " + cause.getMessage(), cause);
  }
}
