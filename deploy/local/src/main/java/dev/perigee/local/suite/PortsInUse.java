package dev.perigee.local.suite;

import dev.perigee.local.supervise.ListeningPort;
import dev.perigee.local.supervise.PartDefinition;

/** Notices before a part starts that it could not listen. */
final class PortsInUse {

  private PortsInUse() {}

  /**
   * Returns where all of a part's ports are free.
   *
   * @throws SuiteException names one that is not
   */
  static void check(PartDefinition part) throws SuiteException {
    for (ListeningPort port : part.ports()) {
      if (!port.isFree()) {
        throw new SuiteException(
            port
                + " of "
                + part.name()
                + " is in use on 127.0.0.1 (stop what listens there, or set "
                + Settings.PORT_OFFSET
                + ")");
      }
    }
  }
}
