package dev.perigee.config.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts failed authentications by where they come from. A count begins with the first failure and
 * is forgotten a minute later; of ever so many sources, some thousand are remembered.
 */
final class Failures {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_SOURCES = 10_000;

  private final int limit;
  private final Cache<Source, AtomicInteger> counts;

  Failures(int limit, Ticker ticker) {
    this.limit = limit;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(MAX_SOURCES)
            .expireAfter(Expiry.<Source, AtomicInteger>creating((source, count) -> WINDOW))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Where requests come from.
   *
   * @param network the client's address; of IPv6, where everyone has many, the first half
   * @param accessKeyId the key that they name; empty where that is not known here
   */
  record Source(String network, String accessKeyId) {}

  boolean areTooMany(Source source) {
    AtomicInteger count = counts.getIfPresent(source);
    return count != null && count.get() >= limit;
  }

  /** Counts one more; true for the one that reaches the limit. */
  boolean add(Source source) {
    return counts.get(source, first -> new AtomicInteger()).incrementAndGet() == limit;
  }

  /** Has the cache forget what is over, and tells what is left. */
  long remembered() {
    counts.cleanUp();
    return counts.estimatedSize();
  }
}
