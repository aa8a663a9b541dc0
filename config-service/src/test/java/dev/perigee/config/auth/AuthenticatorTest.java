package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.auth.Authentication.Authentic;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.wire.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final int LIMIT = 3;
  private static final String HERE = "192.0.2.1";
  private static final String THERE = "192.0.2.2";

  private long nanos;
  private final AccessKeys keys = new AccessKeys(List.of("A:right", "B:right"), null);
  private final Failures failures = new Failures(LIMIT, () -> nanos);
  private final Authenticator authenticator =
      new Authenticator(keys, new SignatureVerifier(keys, InstantSource.fixed(NOW)), failures);

  @Test
  void afterSomeFailuresOneIsTurnedAwayUntilTheMinuteIsOver() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(code(HERE, "A", "wrong")).isEqualTo("SignatureDoesNotMatch");
    }
    assertThat(code(HERE, "A", "wrong")).isEqualTo("Throttling");
    assertThat(code(HERE, "A", "right")).isEqualTo("Throttling");
    nanos += Duration.ofMinutes(1).minusNanos(1).toNanos();
    assertThat(code(HERE, "A", "right")).isEqualTo("Throttling");
    nanos++;
    assertThat(code(HERE, "A", "right")).isEqualTo("authentic");
  }

  @Test
  void turnedAwayRequestsDoNotProlongIt() {
    exhaust("A");
    nanos += Duration.ofSeconds(59).toNanos();
    assertThat(code(HERE, "A", "wrong")).isEqualTo("Throttling");
    nanos += Duration.ofSeconds(1).toNanos();
    assertThat(code(HERE, "A", "wrong")).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void otherAddressesAndOtherKeysAreUnharmed() {
    exhaust("A");
    assertThat(code(THERE, "A", "right")).isEqualTo("authentic");
    assertThat(code(HERE, "B", "right")).isEqualTo("authentic");
  }

  @Test
  void keysThatAreNotKnownCountTogether() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(code(HERE, "UNKNOWN" + i, "x")).isEqualTo("InvalidClientTokenId");
    }
    assertThat(code(HERE, "UNKNOWN", "x")).isEqualTo("Throttling");
    assertThat(authenticator.authenticate(unsigned(), "cloudfront", HERE))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("Throttling"));
    assertThat(code(HERE, "A", "right")).isEqualTo("authentic");
  }

  @Test
  void ofIpv6TheFirstHalfCounts() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(code("2001:db8::" + i, "A", "wrong")).isEqualTo("SignatureDoesNotMatch");
    }
    assertThat(code("2001:db8::ffff", "A", "right")).isEqualTo("Throttling");
    assertThat(code("2001:db8:0:1::1", "A", "right")).isEqualTo("authentic");
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (int i = 0; i < 50_000; i++) {
      authenticator.authenticate(unsigned(), "cloudfront", "10.0." + (i >> 8) + "." + (i & 255));
    }
    assertThat(failures.remembered()).isLessThanOrEqualTo(10_000);
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(failures.remembered()).isZero();
  }

  private void exhaust(String accessKeyId) {
    for (int i = 0; i < LIMIT; i++) {
      code(HERE, accessKeyId, "wrong");
    }
  }

  private String code(String address, String accessKeyId, String secret) {
    return switch (authenticator.authenticate(
        new SignedRequest(accessKeyId, secret, NOW).build(), "cloudfront", address)) {
      case Authentic authentic -> "authentic";
      case Rejected rejected -> rejected.code();
    };
  }

  private static WireRequest unsigned() {
    return new WireRequest("GET", "/", Map.of("host", List.of("h")), new byte[0]);
  }
}
