package dev.perigee.edge.connection;

import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.tls.ServerNameOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;

/** How viewers' listeners are set up. */
public final class ListenerOptions {

  /** cloudfront.md, A7. */
  public static final int MAX_URL_BYTES = 8_192;

  public static final int MAX_HEADER_BYTES = 32_768;

  /** The longest request line: method, a URL of the allowed length, version. */
  private static final int MAX_REQUEST_LINE_BYTES = MAX_URL_BYTES + 64;

  /** What HTTP/2's decoder reads; what is above the limit can still be refused with a page. */
  private static final int MAX_HTTP2_HEADER_BYTES = 2 * MAX_HEADER_BYTES;

  static {
    // Streams take turns (see FrameShare). Their weights, which RFC 9113 has given up (section
    // 5.3), cost a twentieth of a small answer to keep.
    System.setProperty("vertx.h2StreamByteDistributor", "uniform");
  }

  private ListenerOptions() {}

  /** Of the listener for HTTP. */
  public static HttpServerOptions plain(EdgeSettings settings) {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.httpPort())
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setTcpNoDelay(true)
        .setIdleTimeout((int) settings.viewers().idleTimeout().toSeconds())
        .setHttp2ClearTextEnabled(false)
        // Frames pass through as they are.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true);
  }

  /** Of the listener for HTTPS. */
  public static HttpServerOptions secure(EdgeSettings settings, ServerNameOptions tls) {
    return plain(settings)
        .setPort(settings.httpsPort())
        .setSsl(true)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(settings.viewers().maxStreams())
                .setMaxHeaderListSize(MAX_HTTP2_HEADER_BYTES))
        .setHttp2RstFloodMaxRstFramePerWindow(settings.viewers().maxResets())
        .setUseAlpn(true)
        .setSslEngineOptions(tls)
        .setKeyCertOptions(tls.keys());
  }
}
