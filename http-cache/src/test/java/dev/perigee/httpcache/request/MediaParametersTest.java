package dev.perigee.httpcache.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** media.md: what a media endpoint's answers differ by. */
class MediaParametersTest {

  private static final Selection FILTER = Selection.only(List.of("aws.manifestfilter", "token"));
  private static final Selection TIME = Selection.only(List.of("start", "end", "m"));
  private static final Selection OTHERS = Selection.only(List.of("start", "page"));

  @ParameterizedTest
  @CsvSource({
    "start=1&end=2, end=2&start=1",
    "end=2&start=1, end=2&start=1",
    "start=1, start=1",
    "x=0&m=3&start=1, m=3&start=1",
    "start=2&m=3&start=1, m=3&start=2&start=1",
  })
  void theirOrderMeansNothing(String query, String selected) {
    assertThat(MediaParameters.keyed(TIME, Selection.NONE).ofQuery(query)).isEqualTo(selected);
    assertThat(MediaParameters.sent(TIME, Selection.NONE).ofQuery(query)).isEqualTo(selected);
  }

  @Test
  void oneThatTellsIsEnoughForAllThatAreListed() {
    assertThat(MediaParameters.keyed(FILTER, Selection.NONE).ofQuery("token=t&aws.manifestfilter="))
        .isEqualTo("aws.manifestfilter=&token=t");
  }

  @Test
  void otherListsKeepTheViewersOrder() {
    assertThat(MediaParameters.keyed(OTHERS, Selection.NONE).ofQuery("start=1&page=2"))
        .isEqualTo("start=1&page=2");
    assertThat(MediaParameters.keyed(Selection.ALL, Selection.NONE).ofQuery("start=1&end=2"))
        .isEqualTo("start=1&end=2");
  }

  @Test
  void whatIsNotListedByNameGoesToTheOriginAsItCame() {
    assertThat(MediaParameters.sent(TIME, Selection.ALL).ofQuery("start=1&x=0&end=2"))
        .isEqualTo("start=1&x=0&end=2");
  }

  @Test
  void whoWaitsForAPartIsAnsweredByThatPartWhereverTheOriginSeesIt() {
    String query = "_HLS_part=2&_HLS_msn=5&start=1";
    assertThat(MediaParameters.keyed(TIME, Selection.ALL).ofQuery(query))
        .isEqualTo("_HLS_msn=5&_HLS_part=2&start=1");
    assertThat(MediaParameters.keyed(TIME, Selection.NONE).ofQuery(query)).isEqualTo("start=1");
    // Elsewhere they are parameters like any other, by which nobody is to get past the cache.
    assertThat(MediaParameters.keyed(Selection.NONE, Selection.ALL).ofQuery(query)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_HLS_msn=5", "start=1&_HLS_msn=5&_HLS_part=1"})
  void aReloadThatNamesASequenceNumberWaits(String query) {
    assertThat(MediaParameters.waits(query)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "start=1", "x_HLS_msn=5", "_HLS_msn", "_HLS_part=1", "a=_HLS_msn"})
  void othersDoNot(String query) {
    assertThat(MediaParameters.waits(query)).isFalse();
  }
}
