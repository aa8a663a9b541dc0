package dev.perigee.config.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.WireRequest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueryTest {

  @Test
  void everythingMayBeLeftOut() {
    assertThat(query("")).isEqualTo(new AuditQuery(null, null, null, null, 100));
    assertThat(query("?from=&to=&resource=&marker=&maxItems="))
        .isEqualTo(new AuditQuery(null, null, null, null, 100));
  }

  @Test
  void everythingMayBeGiven() {
    assertThat(
            query(
                "?from=2026-11-21T10:00:00Z&to=2026-11-21T12:00:00%2B01:00&resource=E1&marker=7"
                    + "&maxItems=5"))
        .isEqualTo(
            new AuditQuery(
                Instant.parse("2026-11-21T10:00:00Z"),
                Instant.parse("2026-11-21T11:00:00Z"),
                "E1",
                7L,
                5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=yesterday",
        "?to=2026-11-21",
        "?marker=x",
        "?marker=0",
        "?maxItems=0",
        "?maxItems=1001",
        "?maxItems=x"
      })
  void anythingElseIsRefused(String query) {
    assertThatThrownBy(() -> query(query))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("InvalidArgument: ")
        .hasMessageContaining("expected: ");
  }

  private static AuditQuery query(String query) {
    return AuditQuery.of(
        new WireRequest("GET", "/perigee/audit" + query, Map.of(), new byte[0]).query());
  }
}
