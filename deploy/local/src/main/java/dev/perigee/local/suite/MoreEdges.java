package dev.perigee.local.suite;

import dev.perigee.local.supervise.PartDefinition;
import dev.perigee.local.supervise.Supervisor;
import java.io.IOException;
import java.util.function.IntFunction;

/** Lets edges join a running suite, one after the other, beside those it was started with. */
final class MoreEdges {

  private final Supervisor supervisor;
  private final IntFunction<PartDefinition> definition;
  private final EndpointFiles files;
  private int edges;

  /**
   * @param definition of an edge, counted from 0
   * @param edges how many there are
   */
  MoreEdges(
      Supervisor supervisor,
      IntFunction<PartDefinition> definition,
      EndpointFiles files,
      int edges) {
    this.supervisor = supervisor;
    this.definition = definition;
    this.files = files;
    this.edges = edges;
  }

  /** The name of the edge that may join next. */
  synchronized String next() {
    return ServiceParts.edgeName(edges);
  }

  /**
   * Makes the edge of this name a part of the suite where it may join next, and does nothing
   * otherwise.
   *
   * @throws SuiteException where it could not listen, or tools cannot be told of it
   */
  synchronized void joinIfNext(String name) throws SuiteException {
    if (!name.equals(next()) || edges == Settings.MAX_EDGES) {
      return;
    }
    PartDefinition edge = definition.apply(edges);
    PortsInUse.check(edge);
    try {
      files.write(edges + 1);
    } catch (IOException e) {
      throw new SuiteException("the state directory: " + StateDirectory.reason(e), e);
    }
    supervisor.add(edge);
    edges++;
  }
}
