package dev.perigee.edge.connection;

import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.StreamByteDistributor;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many bytes a stream of HTTP/2 may write before it is the next one's turn. Netty deals out 1
 * KiB at a time, and each time makes a frame of it; here it is as much as a frame holds.
 */
final class FrameShare {

  private static final int BYTES = Http2CodecUtil.DEFAULT_MAX_FRAME_SIZE;

  // Vert.x makes the distributor and Netty keeps it to itself.
  private static final VarHandle DISTRIBUTOR = distributorField();

  private FrameShare() {}

  private static VarHandle distributorField() {
    try {
      return MethodHandles.privateLookupIn(
              DefaultHttp2RemoteFlowController.class, MethodHandles.lookup())
          .findVarHandle(
              DefaultHttp2RemoteFlowController.class,
              "streamByteDistributor",
              StreamByteDistributor.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Netty keeps its distributor elsewhere", e);
    }
  }

  /** Has the streams of a connection write whole frames. */
  static void widen(Http2ConnectionHandler handler) {
    Http2RemoteFlowController window = handler.encoder().flowController();
    if (window instanceof DefaultHttp2RemoteFlowController known
        && DISTRIBUTOR.get(known) instanceof UniformStreamByteDistributor turns) {
      turns.minAllocationChunk(BYTES);
    }
  }
}
