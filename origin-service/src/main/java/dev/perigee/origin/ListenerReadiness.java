package dev.perigee.origin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it listens: with Kafka away it serves what it knows. */
@Readiness
@ApplicationScoped
class ListenerReadiness implements HealthCheck {

  private final OriginService service;

  ListenerReadiness(OriginService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("listener")
            .status(service.isListening())
            .withData("definitions", service.definitions());
    OptionalLong since = service.nanosSinceInTouch();
    if (since.isPresent()) {
      response.withData("inTouchMillisAgo", TimeUnit.NANOSECONDS.toMillis(since.getAsLong()));
    }
    return response.build();
  }
}
