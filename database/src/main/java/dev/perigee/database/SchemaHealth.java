package dev.perigee.database;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the schema has been migrated. */
@Readiness
class SchemaHealth implements HealthCheck {

  private final Schema schema;

  SchemaHealth(Schema schema) {
    this.schema = schema;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("schema").status(schema.isMigrated()).build();
  }
}
