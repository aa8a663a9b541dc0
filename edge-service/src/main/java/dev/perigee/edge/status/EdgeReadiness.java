package dev.perigee.edge.status;

import dev.perigee.edge.connection.Connections;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.opening.Opening;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once viewers are let in, until the edge is about to stop. A lost invalidation stream does
 * not make an edge unready: it serves with more care then, and is shown here.
 */
@Readiness
@Singleton
public final class EdgeReadiness implements HealthCheck {

  private final Opening opening;
  private final Lease lease;
  private final Connections connections;

  @Inject
  EdgeReadiness(Opening opening, Lease lease, Connections connections) {
    this.opening = opening;
    this.connections = connections;
    this.lease = lease;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("edge")
        .status(opening.isOpen() && !connections.isDraining())
        .withData("waits-for", opening.awaited())
        .withData("invalidations-in-touch", lease.isHeld())
        .build();
  }
}
