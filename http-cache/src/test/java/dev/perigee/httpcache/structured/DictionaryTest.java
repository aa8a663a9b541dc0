package dev.perigee.httpcache.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.structured.Dictionary.Other;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9651, section 4.2. */
class DictionaryTest {

  @Test
  void readsEveryType() {
    assertThat(
            Dictionary.parse(
                "  a, b=?0;x;y=1,c=12 ,\td=-3, e=\"a \\\"b\\\\\", f=1.5, g=tok/en:*, h=:YQ==:,"
                    + " i=(1 \"a\";p=2  b);q, j=@1659578233, *k=?1, l=( )"))
        .contains(
            Map.ofEntries(
                Map.entry("a", true),
                Map.entry("b", false),
                Map.entry("c", 12L),
                Map.entry("d", -3L),
                Map.entry("e", "a \"b\\"),
                Map.entry("f", Other.VALUE),
                Map.entry("g", Other.VALUE),
                Map.entry("h", Other.VALUE),
                Map.entry("i", Other.VALUE),
                Map.entry("j", Other.VALUE),
                Map.entry("*k", true),
                Map.entry("l", Other.VALUE)));
  }

  @Test
  void theLastOfANameCounts() {
    assertThat(Dictionary.parse("a=1, b=2, a=3")).contains(Map.of("b", 2L, "a", 3L));
  }

  @Test
  void mayBeEmpty() {
    assertThat(Dictionary.parse("")).contains(Map.of());
    assertThat(Dictionary.parse("   ")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A=1",
        "1a=1",
        "a=",
        "a=1,",
        "a=1, ",
        ",a=1",
        "a=1 b=2",
        "a=\"x",
        "a=\"\\x\"",
        "a=\"\\",
        "a=\"\u00e9\"",
        "a=\"\t\"",
        "a=?2",
        "a=?",
        "a=:a",
        "a=:*:",
        "a=(1",
        "a=(1,2)",
        "a=(1\"b\")",
        "a=1.",
        "a=1.2345",
        "a=1234567890123.1",
        "a=1234567890123456",
        "a=-",
        "a=-x",
        "a=@1.5",
        "a=@x",
        "a=#",
        "a=1;",
        "a=1;B",
        "a=1;b=",
        "a b",
        "a=%"
      })
  void isRefusedWhereTheSyntaxIsBroken(String field) {
    assertThat(Dictionary.parse(field)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=123456789012345", "a=-123456789012345", "a=123456789012.123", "a=1; b=2;c"})
  void isReadUpToItsBounds(String field) {
    assertThat(Dictionary.parse(field)).isPresent();
  }
}
