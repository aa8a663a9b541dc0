package dev.perigee.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true, false",
    "53300, true, false",
    "57P01, true, false",
    "3F000, true, false",
    "42P01, true, false",
    ", true, false",
    "42601, false, false",
    "23505, false, true",
    "40P01, false, true",
    "40001, false, true",
    "23503, false, false"
  })
  void anErrorIsToldByItsState(@Nullable String state, boolean unavailable, boolean collision) {
    Throwable error = new IllegalStateException(new SQLException("of the database", state));
    assertThat(DatabaseErrors.isUnavailable(error)).isEqualTo(unavailable);
    assertThat(DatabaseErrors.isCollision(error)).isEqualTo(collision);
  }

  @Test
  void theCauseOfAnErrorCounts() {
    SQLException rolledBack = new SQLException("rolled back", "25P02");
    rolledBack.initCause(new SQLException("gone", "08006"));
    assertThat(DatabaseErrors.isUnavailable(rolledBack)).isTrue();
  }

  @Test
  void whatIsNoErrorOfADatabaseIsNeither() {
    Throwable other = new IllegalStateException("another");
    assertThat(DatabaseErrors.isUnavailable(other)).isFalse();
    assertThat(DatabaseErrors.isCollision(other)).isFalse();
  }
}
