package dev.perigee.config.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.keyvalue.Edits.Put;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {

  @Test
  void whatIsWithinTheLimitsIsTaken() {
    String key = "\u00fc".repeat(Edits.MAX_KEY_BYTES / 2);
    String value = "v".repeat(Edits.MAX_VALUE_BYTES);
    Edits edits = Edits.of(List.of(new Put(key, value), new Put("a", "")), List.of("b"));
    assertThat(edits.puts()).isEqualTo(Map.of(key, value, "a", ""));
    assertThat(edits.deletes()).containsExactly("b");
    assertThat(Edits.of(puts(Edits.MAX_KEYS), List.of()).puts()).hasSize(Edits.MAX_KEYS);
  }

  @Test
  void whatIsBeyondThemIsRefused() {
    assertRefused(List.of(), List.of());
    assertRefused(puts(Edits.MAX_KEYS), List.of("more"));
    assertRefused(List.of(new Put("", "v")), List.of());
    assertRefused(List.of(new Put("\u00fc".repeat(Edits.MAX_KEY_BYTES / 2) + "a", "v")), List.of());
    assertRefused(List.of(new Put("k", "v".repeat(Edits.MAX_VALUE_BYTES + 1))), List.of());
    assertRefused(List.of(), List.of("k".repeat(Edits.MAX_KEY_BYTES + 1)));
  }

  @Test
  void noKeyIsThereTwice() {
    assertRefused(List.of(new Put("k", "1"), new Put("k", "2")), List.of());
    assertRefused(List.of(new Put("k", "1")), List.of("k"));
    assertRefused(List.of(), List.of("k", "k"));
  }

  @Test
  void whatNoTextCanHaveIsRefused() {
    assertRefused(List.of(new Put("k\u0000", "v")), List.of());
    assertRefused(List.of(new Put("k\n", "v")), List.of());
    assertRefused(List.of(new Put("k\ud800", "v")), List.of());
    assertRefused(List.of(new Put("k", "\u0000")), List.of());
    assertRefused(List.of(new Put("k", "\udc00")), List.of());
  }

  @Test
  void aBodyIsRead() {
    Edits edits =
        EditBodies.edits(
            body("{\"Puts\":[{\"Key\":\"a\",\"Value\":\"1\"}],\"Deletes\":[{\"Key\":\"b\"}]}"));
    assertThat(edits.puts()).isEqualTo(Map.of("a", "1"));
    assertThat(edits.deletes()).containsExactly("b");
    assertThat(EditBodies.put("k", body("{\"Value\":\"\"}"))).isEqualTo(new Put("k", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{",
        "{\"Puts\":[null]}",
        "{\"Puts\":[{\"Key\":\"a\"}]}",
        "{\"Puts\":[{\"Value\":\"a\"}]}",
        "{\"Puts\":[{\"Key\":\"a\",\"Value\":1}]}",
        "{\"Puts\":[{\"Key\":\"a\",\"Value\":\"1\"}],\"Puts\":[]}",
        "{\"Puts\":[{\"Key\":\"a\",\"Value\":\"1\"}]} {}",
        "{\"Puts\":[{\"Key\":\"a\",\"Value\":\"1\",\"Other\":1}]}",
        "{\"Deletes\":[{}]}",
        "{\"Other\":1}",
        "{\"Puts\":[[[[[[[[[[[[]]]]]]]]]]]]}",
      })
  void anyOtherBodyIsRefused(String json) {
    assertThatThrownBy(() -> EditBodies.edits(body(json)))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("ValidationException: ");
  }

  private static List<Put> puts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Put("k" + i, "v")).toList();
  }

  private static void assertRefused(List<Put> puts, List<String> deletes) {
    assertThatThrownBy(() -> Edits.of(puts, deletes))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("ValidationException: ")
        .hasMessageNotContaining("k".repeat(2_000));
  }

  private static WireRequest body(String json) {
    return new WireRequest("POST", "/", Map.of(), json.getBytes(StandardCharsets.UTF_8));
  }
}
