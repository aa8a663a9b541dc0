package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeysTest {

  @Test
  void accountAndAccessMayBeLeftOut() {
    AccessKeys keys =
        new AccessKeys(
            List.of(
                "A:s",
                " B : s/+= :123456789012",
                "C:s:123456789012:read-only",
                "D:s:123456789012:invalidations",
                "E:s:123456789012:full"),
            null);
    assertThat(keys.find("A"))
        .contains(new AccessKey(new Caller("000000000000", "A", Access.FULL), "s"));
    assertThat(keys.find("B"))
        .contains(new AccessKey(new Caller("123456789012", "B", Access.FULL), "s/+="));
    assertThat(access(keys, "C")).isEqualTo(Access.READ_ONLY);
    assertThat(access(keys, "D")).isEqualTo(Access.INVALIDATIONS);
    assertThat(access(keys, "E")).isEqualTo(Access.FULL);
    assertThat(keys.find("F")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        ":hunter2",
        "hunter2:",
        "ID::123456789012",
        "ID:hunter2:12345678901",
        "ID:hunter2:12345678901x",
        "ID:hunter2:123456789012:all",
        "ID:hunter2:123456789012:",
        "ID:hunter2:123456789012:full:more",
        "123456789012:ID:hunter2",
        "hunter2/hunter2:ID",
        "OK:hunter2",
      })
  void aBadEntryIsRefusedByItsPlaceAndNothingOfItIsTold(String entry) {
    assertThatThrownBy(() -> new AccessKeys(List.of("OK:secret", entry), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("perigee.config.access-keys: entry 2: ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aSecretIsNeverPartOfAText() {
    assertThat(AccessKey.parse("ID:hunter2").toString()).contains("ID").doesNotContain("hunter2");
  }

  private static Access access(AccessKeys keys, String id) {
    return keys.find(id).orElseThrow().caller().access();
  }
}
