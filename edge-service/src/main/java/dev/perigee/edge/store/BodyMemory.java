package dev.perigee.edge.store;

import dev.perigee.edge.settings.EdgeSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The memory outside the heap in which stored bodies lie. A body that the store has let go of takes
 * its place until the last viewer has it, however slow that one is; so what is bounded here is what
 * is in use, and not only what is stored. Thread-safe.
 */
@Singleton
public final class BodyMemory {

  /** Of its own, so that it counts these bodies and nothing else. */
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

  private final long maxBytes;

  @Inject
  public BodyMemory(EdgeSettings settings) {
    this(settings.memory().maxBytes() + settings.memory().maxBytesLent());
  }

  public BodyMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Room for a body, about to be stored; null where there is none: then it is not stored. */
  public @Nullable ByteBuf take(int bytes) {
    if (bytes() + bytes > maxBytes) {
      return null;
    }
    int capacity = Math.max(bytes, 1);
    return allocator.directBuffer(capacity, capacity);
  }

  /** Bytes in use. */
  public long bytes() {
    return allocator.metric().usedDirectMemory();
  }
}
