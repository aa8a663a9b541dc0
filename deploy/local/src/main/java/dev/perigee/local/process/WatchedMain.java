package dev.perigee.local.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs the main class that its first argument names, and ends with its parent: for programs that
 * know nothing of the {@link ParentWatch}.
 */
public final class WatchedMain {

  private WatchedMain() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
