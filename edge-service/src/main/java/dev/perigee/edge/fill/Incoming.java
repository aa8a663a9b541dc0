package dev.perigee.edge.fill;

import dev.perigee.edge.compression.CompressedStream;
import dev.perigee.edge.compression.Compressions.Compressed;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.ResponseHead;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An origin's response as it goes to the viewers and the stores: compressed where its behaviour
 * wants it. On the leader's context.
 */
final class Incoming implements SharedBody.Source {

  private final OriginReply reply;
  private final ResponseHead head;
  private final ReadStream<Buffer> plain;
  private final @Nullable CompressedStream compressed;
  private final Runnable leave;

  private Incoming(
      OriginReply reply,
      ResponseHead head,
      ReadStream<Buffer> plain,
      @Nullable CompressedStream compressed,
      Runnable leave) {
    this.reply = reply;
    this.head = head;
    this.plain = plain;
    this.compressed = compressed;
    this.leave = leave;
  }

  /**
   * @param body the reply's
   * @param leave makes the key free for another fill, where this one is given up
   */
  static Incoming of(
      OriginReply reply,
      FillRequest request,
      ReadStream<Buffer> body,
      Compression compression,
      Context context,
      Runnable leave) {
    ResponseHead head = request.behavior().forwarding().forViewer(reply.head());
    Optional<Compressed> compressed =
        request.behavior().compress() && request.slice() == null
            ? compression.begin(
                head,
                body,
                request.behavior().forwarding().acceptEncoding(request.viewer()),
                context)
            : Optional.empty();
    return new Incoming(
        reply,
        compressed.map(Compressed::head).orElse(head),
        body,
        compressed.map(Compressed::body).orElse(null),
        leave);
  }

  ResponseHead head() {
    return head;
  }

  OriginReply reply() {
    return reply;
  }

  /** Length of the body where it is known beforehand, else -1. */
  long bytes() {
    return compressed == null ? reply.bodyBytes() : -1;
  }

  ReadStream<Buffer> body() {
    return compressed == null ? plain : compressed;
  }

  /** The origin's entity tag where it is not in the head as it came; null where it is. */
  @Nullable String originEtag() {
    if (compressed == null) {
      return null;
    }
    String etag = reply.head().first("etag");
    return etag == null ? "" : etag;
  }

  @Override
  public void pause() {
    body().pause();
  }

  @Override
  public void resume() {
    body().resume();
  }

  @Override
  public void cancel() {
    leave.run();
    giveUp();
  }

  /** Lets go of the origin and of what compresses. */
  void giveUp() {
    if (compressed != null) {
      compressed.close();
    }
    reply.cancel();
  }
}
