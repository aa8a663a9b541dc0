package dev.perigee.local.suite;

/** Ends the start of the suite. The message is one line for the person who started it. */
public final class SuiteException extends Exception {

  private static final long serialVersionUID = 1L;

  public SuiteException(String message) {
    super(message);
  }

  public SuiteException(String message, Throwable cause) {
    super(message, cause);
  }
}
