package dev.perigee.config.storage;

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

  Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /** Migrates if that has not been done; false where it could not be done now. */
  public boolean ensure() {
    if (migrated) {
      return true;
    }
    try {
      flyway.migrate();
      migrated = true;
    } catch (FlywayException e) {
      LOG.warnf("the schema could not be migrated, trying again: %s", e.getMessage());
    }
    return migrated;
  }

  boolean isMigrated() {
    return migrated;
  }
}
