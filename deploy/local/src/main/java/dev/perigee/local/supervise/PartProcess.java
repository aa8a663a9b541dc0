package dev.perigee.local.supervise;

import dev.perigee.local.process.Signal;

/** A process that the supervisor started. */
public interface PartProcess {

  long pid();

  boolean isAlive();

  /** The exit code of a process that has ended: 128 and more for an end by a signal. */
  int exitCode();

  /** Sends the signal; {@link Signal#KILL} ends the process' own children too. */
  void send(Signal signal);
}
