package dev.perigee.config;

import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.PostgresProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker and a database, each a process of its own. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

  private @Nullable KafkaProcess kafka;
  private @Nullable PostgresProcess postgres;

  @Override
  public Map<String, String> start() {
    KafkaProcess broker = KafkaProcess.start();
    kafka = broker;
    PostgresProcess database = PostgresProcess.start();
    postgres = database;
    return Map.of(
        "perigee.kafka.bootstrap-servers",
        broker.bootstrapServers(),
        "quarkus.datasource.jdbc.url",
        database.jdbcUrl(),
        "quarkus.datasource.username",
        database.user(),
        "quarkus.datasource.password",
        database.password(),
        "perigee.config.access-keys",
        "TESTKEY:test-secret,READER:reader-secret:000000000000:read-only,"
            + "PURGER:purger-secret:000000000000:invalidations,OTHER:other-secret:111111111111,"
            + "GUESSED:guessed-secret,COVERAGE:coverage-secret:222222222222",
        "perigee.config.failed-authentications-per-minute",
        "5",
        "perigee.config.invalidation-service",
        "http://127.0.0.1:1",
        "quarkus.http.test-port",
        "0",
        "quarkus.management.test-port",
        "0");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(kafka, new TestInjector.MatchesType(KafkaProcess.class));
    injector.injectIntoFields(postgres, new TestInjector.MatchesType(PostgresProcess.class));
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }
}
