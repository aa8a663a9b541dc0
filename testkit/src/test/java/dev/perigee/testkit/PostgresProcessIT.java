package dev.perigee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresProcessIT {

  @Test
  void keepsItsDataAndAsksForThePassword() throws Exception {
    try (PostgresProcess postgres = PostgresProcess.start()) {
      try (Connection connection = connect(postgres, postgres.password())) {
        connection.createStatement().execute("create table t as select 42 as answer");
      }

      postgres.stop();
      postgres.restart();

      try (Connection connection = connect(postgres, postgres.password());
          var rows = connection.createStatement().executeQuery("select answer from t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(42);
      }
      assertThatThrownBy(() -> connect(postgres, "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  private static Connection connect(PostgresProcess postgres, String password) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), password);
  }
}
