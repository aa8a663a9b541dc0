package dev.perigee.edge.fill;

import dev.perigee.edge.compression.Compressions.Compressed;
import dev.perigee.edge.store.ResponseHead;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;

/** What compresses bodies on their way in. */
@FunctionalInterface
interface Compression {

  /** Begins to compress a response; empty where it is left as it is, and the body the caller's. */
  Optional<Compressed> begin(
      ResponseHead head, ReadStream<Buffer> body, String accepted, Context context);
}
