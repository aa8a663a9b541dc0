package dev.perigee.e2e;

import dev.perigee.e2e.World.Distribution;
import dev.perigee.testkit.AwsCli;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * Changes objects and purges them: by path, by prefix, by tag, and all of them. What the API does
 * not accept is tried no more; what it accepts is watched until it is completed.
 */
final class Purges implements AutoCloseable {

  private static final int PURGERS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final ExecutorService purgers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong references = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong completed = new AtomicLong();
  private final Versions versions;
  private final Distribution distribution;
  private final CloudFrontClient client;
  private volatile boolean stopped;

  Purges(Versions versions, Distribution distribution, AwsCli aws, long seed) {
    this.versions = versions;
    this.distribution = distribution;
    this.client = TaggedSite.client(aws);
    for (int i = 0; i < PURGERS; i++) {
      Random random = new Random(seed + i);
      purgers.submit(() -> run(random));
    }
  }

  private void run(Random random) {
    while (!stopped) {
      purge(random);
      LockSupport.parkNanos(random.nextLong(4 * PAUSE_NANOS));
    }
  }

  private void purge(Random random) {
    String path = versions.paths().get(random.nextInt(versions.paths().size()));
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    switch (random.nextInt(8)) {
      case 0 -> purge("/*", versions.update(_ -> true));
      case 1, 2 -> purge(directory + "*", versions.update(other -> other.startsWith(directory)));
      case 3, 4 -> {
        String tag = Versions.tag(path);
        purge("#" + tag, versions.update(other -> Versions.tag(other).equals(tag)));
      }
      default -> purge(path, versions.update(path::equals));
    }
  }

  private void purge(String item, Map<String, Integer> made) {
    try {
      String id =
          client
              .createInvalidation(request ->
                  request
                      .distributionId(distribution.id())
                      .invalidationBatch(batch ->
                          batch
                              .callerReference("purge " + references.incrementAndGet())
                              .paths(paths -> paths.quantity(1).items(item))))
              .invalidation()
              .id();
      accepted.incrementAndGet();
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (!isCompleted(id)) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError(id + " of " + item + " is not completed within " + LIMIT);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      versions.purged(made);
      completed.incrementAndGet();
    } catch (SdkException e) {
      // The control plane is away for now.
    }
  }

  /** Goes on asking while the control plane is away: what was accepted is completed some day. */
  private boolean isCompleted(String id) {
    try {
      return client
          .getInvalidation(request -> request.distributionId(distribution.id()).id(id))
          .invalidation()
          .status()
          .equals("Completed");
    } catch (SdkException e) {
      return false;
    }
  }

  long accepted() {
    return accepted.get();
  }

  long completed() {
    return completed.get();
  }

  /** Begins no more purges, and waits until all that were accepted are completed. */
  @Override
  public void close() {
    stopped = true;
    purgers.close();
    client.close();
  }
}
