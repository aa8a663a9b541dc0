package dev.perigee.database;

import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Migrates the schema once the database is there, however long after the start that is. */
@ApplicationScoped
public class Schema {

  private static final Logger LOG = Logger.getLogger(Schema.class);

  private final Flyway flyway;
  private volatile boolean migrated;

  /** Whether the last attempt failed: a streak of failures is told once. */
  private boolean failing;

  Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /** Migrates if that has not been done; false where it could not be done now. */
  public synchronized boolean ensure() {
    if (migrated) {
      return true;
    }
    try {
      flyway.migrate();
      migrated = true;
    } catch (FlywayException e) {
      if (!failing) {
        LOG.warnf("the schema could not be migrated, trying again: %s", firstLine(e));
      }
      failing = true;
    }
    return migrated;
  }

  boolean isMigrated() {
    return migrated;
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
  }
}
