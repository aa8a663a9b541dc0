package dev.perigee.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A8; the ciphers as in CloudFront's Developer Guide. */
class SecurityPolicyTest {

  @ParameterizedTest
  @CsvSource({
    "TLSv1, TLSv1, 23",
    "TLSv1_2016, TLSv1, 22",
    "TLSv1.1_2016, TLSv1.1, 22",
    "TLSv1.2_2018, TLSv1.2, 16",
    "TLSv1.2_2019, TLSv1.2, 13",
    "TLSv1.2_2021, TLSv1.2, 9",
    "TLSv1.2_2025, TLSv1.2, 7",
    "TLSv1.3_2025, TLSv1.3, 2"
  })
  void eachHasItsLowestVersionAndItsCiphers(String name, String lowest, int ciphers) {
    SecurityPolicy policy = SecurityPolicy.named(name);
    assertThat(policy.versions()).startsWith(lowest).endsWith("TLSv1.3");
    assertThat(policy.ciphers()).hasSize(ciphers).startsWith("TLS_AES_128_GCM_SHA256");
  }

  @Test
  void versionAndCipherMustBothBeAllowed() {
    SecurityPolicy policy = SecurityPolicy.named("TLSv1.2_2021");
    String strong = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    assertThat(policy.allows("TLSv1.2", strong)).isTrue();
    assertThat(policy.allows("TLSv1.1", strong)).isFalse();
    assertThat(policy.allows("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")).isFalse();
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> SecurityPolicy.named("TLSv9"))
        .hasMessageStartingWith("TLSv9: no such security policy (expected: one of TLSv1, ");
  }
}
