package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.freshness.HttpDate;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Script;
import java.io.IOException;
import java.time.Instant;

/** One object behind an edge, as its viewers and its origin see it. */
record CachedObject(RunningEdge edge, String distribution, String path) {

  /** From now on, the origin gives these answers in turn, and the last one from then on. */
  CachedObject gives(Answer... answers) {
    edge.on(path, answers);
    return this;
  }

  CachedObject gives(Script script) {
    edge.on(path, script);
    return this;
  }

  Reply get(String... fields) throws IOException {
    return edge.viewer(distribution).get(path, fields);
  }

  Reply request(String method, String... fields) throws IOException {
    return edge.viewer(distribution).request(method, path, fields);
  }

  /** How often the origin was asked. */
  int asked() {
    return edge.originCount(path);
  }

  Received lastAsked() {
    return edge.originRequests(path).getLast();
  }

  /** Gets it twice: the second answer must come from the cache, or must not. */
  Reply getTwice(boolean fromCache, String... fields) throws IOException {
    get(fields);
    int before = asked();
    Reply second = get(fields);
    assertThat(asked() == before).as("from the cache: %s", second).isEqualTo(fromCache);
    return second;
  }

  void isReused(String... fields) throws IOException {
    getTwice(true, fields);
  }

  void isNotReused(String... fields) throws IOException {
    getTwice(false, fields);
  }

  /** An answer that says what may be done with it. */
  static Answer answer(String cacheControl) {
    return Answer.ok("body").header("Cache-Control", cacheControl);
  }

  /** The same, so old that it may not be used without the origin's word. */
  static Answer stale(String cacheControl) {
    return answer(cacheControl + ", max-age=10").header("Age", "20").header("ETag", "\"1\"");
  }

  static Answer notModified(String cacheControl) {
    return Answer.empty(304).header("Cache-Control", cacheControl).header("ETag", "\"1\"");
  }

  static String date(long secondsFromNow) {
    return HttpDate.format(Instant.now().plusSeconds(secondsFromNow));
  }
}
