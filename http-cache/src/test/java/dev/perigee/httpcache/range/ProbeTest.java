package dev.perigee.httpcache.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices of 1000 bytes. */
class ProbeTest {

  private static final long SLICE = 1_000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, bytes=0-999",
    "bytes=999-, bytes=0-999",
    "bytes=1000-5000, bytes=1000-1999",
    "bytes=12345-12345, bytes=12000-12999",
    "bytes=-1, bytes=0-999",
    "bytes=-99999, bytes=0-999",
    "bytes=53687091199-, bytes=53687091000-53687091999",
    "bytes=53687091200-, bytes=0-999",
    "bytes=999999999999999999-, bytes=0-999",
  })
  @Tag("A5.3")
  void theSliceInWhichTheRangeBegins(String range, String asked) {
    assertThat(probe(range).range()).isEqualTo(asked);
  }

  /** Who asks so gets the whole; it is got from its first slice on. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,2-3", "items=0-1", "bytes=a-"})
  @Tag("A5.4")
  void theFirstSliceWhereTheRangeIsBad(String range) {
    assertThat(probe(range).range()).isEqualTo("bytes=0-999");
  }

  @Test
  void nothingWithoutARange() {
    assertThat(Probe.of(null, SLICE)).isNull();
  }

  @Test
  void whatBeginsAfterTheEndIsAskedForFromTheStartOnce() {
    Probe nearer = Objects.requireNonNull(probe("bytes=7500-").nearer());
    assertThat(nearer).isEqualTo(new Probe(0, 999));
    assertThat(nearer.nearer()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, bytes 0-999/5000, false",
    "bytes=0-0, bytes 0-999/1000, true",
    "bytes=0-0, bytes 0-0/1, true",
    "bytes=0-0, Bytes 0-9/10, true",
    "bytes=4500-, bytes 4000-4499/4500, false",
    "bytes=4500-, bytes 4000-4999/5000, false",
  })
  void aResponseTellsTheLength(String range, String contentRange, boolean whole) {
    Slice slice = Objects.requireNonNull(probe(range).in(contentRange));
    assertThat(slice.contentRange()).isEqualToIgnoringCase(contentRange);
    assertThat(slice.isWhole()).isEqualTo(whole);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "bytes 4000-4999/*",
        "bytes */5000",
        "bytes 4000-4998/5000",
        "bytes 4000-5000/9000",
        "bytes 4001-4999/5000",
        "bytes 0-999/5000",
        "bytes 4000-4999/4500",
        "bytes 4000-3999/4000",
        "items 4000-4999/5000",
        "bytes 4000-4999/5000, bytes 0-0/5000",
        "bytes 4000-4999/9999999999999999999",
      })
  void anotherPartThanWasAskedForIsOfNoUse(@Nullable String contentRange) {
    assertThat(probe("bytes=4500-").in(contentRange)).isNull();
  }

  /** What is fetched for one range: its slices, and the first one where it was asked for it. */
  @Test
  void noRangeCostsMoreThanTwoSlicesBeyondWhatIsWanted() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long total = 1 + random.nextLong(20 * SLICE);
      String from = random.nextBoolean() ? "" : Long.toString(random.nextLong(total));
      String to = Long.toString(random.nextLong(total));
      String header = "bytes=" + from + "-" + to;
      if (Probe.of(header, SLICE) instanceof Probe asked
          && RangeRequest.resolve(header, total) instanceof RangeRequest.Part part) {
        Slice begin = Slice.at(part.first(), SLICE, total);
        Slice end = Slice.at(part.last(), SLICE, total);
        long fetched = end.last() - begin.first() + 1;
        if (asked.first() != begin.first()) {
          fetched += SLICE;
        }
        assertThat(fetched)
            .as("seed %d: %s of %d", seed, header, total)
            .isLessThanOrEqualTo(part.length() + 2 * SLICE);
      }
    }
  }

  private static Probe probe(String range) {
    return Objects.requireNonNull(Probe.of(range, SLICE));
  }
}
