package dev.perigee.edge.status;

import dev.perigee.edge.connection.Connections;
import dev.perigee.edge.distribution.Distributions;
import dev.perigee.edge.invalidation.Lease;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once distributions are known, be it from disk, until the edge is about to stop. A lost
 * invalidation stream does not make an edge unready: it serves with more care then, and is shown
 * here.
 */
@Readiness
@Singleton
public final class EdgeReadiness implements HealthCheck {

  private final Distributions distributions;
  private final Lease lease;
  private final Connections connections;

  @Inject
  EdgeReadiness(Distributions distributions, Lease lease, Connections connections) {
    this.distributions = distributions;
    this.connections = connections;
    this.lease = lease;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("edge")
        .status(distributions.isLoaded() && !connections.isDraining())
        .withData("invalidations-in-touch", lease.isHeld())
        .build();
  }
}
