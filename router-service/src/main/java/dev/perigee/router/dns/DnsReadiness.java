package dev.perigee.router.dns;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it answers: with no edge known the answer says so. */
@Readiness
@ApplicationScoped
class DnsReadiness implements HealthCheck {

  private final DnsListener listener;

  DnsReadiness(DnsListener listener) {
    this.listener = listener;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("dns").status(listener.isListening()).build();
  }
}
