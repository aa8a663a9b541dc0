package dev.perigee.local.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process when the one that started it is gone.
 *
 * <p>The starter holds the other end of this process' standard input and never writes to it. When
 * the starter ends, however it ends, the kernel closes the pipe and the read here returns.
 */
public final class ParentWatch {

  /** The argument by which a starter asks for the watch; anything else may hold no pipe. */
  public static final String ARGUMENT = "--exit-with-parent";

  private ParentWatch() {}

  /** Starts the watch; shutdown hooks run when the parent has gone. */
  public static void start() {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(() -> {
          awaitEnd(System.in);
          System.exit(0);
        });
  }

  private static void awaitEnd(InputStream input) {
    try {
      while (input.read() >= 0) {
        // Nothing is ever written: only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
  }
}
