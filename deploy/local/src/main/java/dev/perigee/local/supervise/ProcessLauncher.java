package dev.perigee.local.supervise;

import java.io.IOException;

/** Starts the process of a part. */
public interface ProcessLauncher {
  PartProcess launch(String part, Launch launch) throws IOException;

  /** Forgets the process of a part that has ended. */
  void ended(String part);
}
