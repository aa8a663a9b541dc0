package dev.perigee.edge.origin;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.origin.OriginInstances.Instance;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.fairshare.FairPlaces;
import dev.perigee.landing.Landing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.streams.ReadStream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Asks origin-service. An instance that does not take the connection is passed over for the next,
 * as is one that closes it without an answer, which one does that stops: there the request must be
 * one that may be repeated. Otherwise nothing is repeated here: origin-service knows better what
 * may be.
 */
@Singleton
public final class OriginClient {

  private static final Logger LOG = Logger.getLogger(OriginClient.class);

  private final Vertx vertx;
  private final EdgeSettings.Origin settings;
  private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();
  private final HttpClient tunnels;
  private final OriginInstances instances;
  private final FairPlaces places;
  private final Counter continued;

  @Inject
  public OriginClient(Vertx vertx, EdgeSettings settings, MeterRegistry meters) {
    this.vertx = vertx;
    this.settings = settings.origin();
    this.instances = new OriginInstances(settings.originServices(), settings.region());
    this.places = new FairPlaces(settings.origin().maxRequests());
    this.continued =
        Counter.builder("perigee.edge.origin.bodies.continued")
            .description("Bodies that went on from another origin-service when theirs was gone")
            .register(meters);
    // They last long, and must not use up the connections that all other requests need.
    this.tunnels = open(settings.origin().maxWebSockets(), 0);
  }

  /**
   * The client of the calling event loop: a connection lives on one loop with everyone who uses it,
   * so that its end is known to them before anybody else can be given it.
   */
  private HttpClient client() {
    return clients.computeIfAbsent(Thread.currentThread(), _ -> openShare());
  }

  /** One event loop's share of the connections. */
  private HttpClient openShare() {
    int loops = Runtime.getRuntime().availableProcessors();
    return open(
        Math.ceilDiv(settings.maxConnections(), loops), Math.ceilDiv(settings.maxWaiting(), loops));
  }

  private HttpClient open(int connections, int waiting) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setMaxWaitQueueSize(waiting)
            .setMaxHeaderSize(65_536)
            .setMaxChunkSize(Landing.PART_BYTES)
            .setTcpNoDelay(true)
            .setKeepAliveTimeout(50)
            .setDecompressionSupported(false);
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(new PoolOptions().setHttp1MaxSize(connections))
        .withConnectHandler(Landing::install)
        .build();
  }

  /**
   * Sends a call; the reply comes paused, on the caller's context. Fails where no instance answers,
   * and with {@link OriginOverloaded} where too many calls to the same origin wait for a reply.
   */
  public Future<OriginReply> send(OriginCall call) {
    long began = System.nanoTime();
    return answer(call).map(response -> read(response, call, began));
  }

  private Future<HttpClientResponse> answer(OriginCall call) {
    setHorizon(call);
    if (call.mayBeHeld()) {
      call.headers().set(OriginFetch.HELD, "1");
    }
    String origin = Objects.requireNonNull(call.headers().get(OriginFetch.ORIGIN));
    Waiting waiting = new Waiting(vertx.getOrCreateContext(), origin);
    FairPlaces.Place place = places.take(origin, waiting::lost);
    if (place == null) {
      return Future.failedFuture(new OriginOverloaded(origin));
    }
    Iterator<Instance> candidates =
        instances.ranked(call.placement(), call.shieldRegion()).iterator();
    return ask(call, waiting, candidates)
        .recover(failure ->
            candidates.hasNext() && call.mayBeRepeated() && OriginBody.isLost(failure)
                ? ask(call, waiting, candidates)
                : Future.failedFuture(failure))
        .onComplete(_ -> place.close())
        .onFailure(cause -> log(call, cause));
  }

  private Future<HttpClientResponse> ask(
      OriginCall call, Waiting waiting, Iterator<Instance> candidates) {
    return connect(client(), call, candidates)
        .compose(request -> waiting.begins(request) ? exchange(request, call) : waiting.refused());
  }

  /** Asks for a connection of WebSocket. Where the reply is 101, its stream has a socket. */
  public Future<OriginReply> upgrade(OriginCall call) {
    setHorizon(call);
    call.headers().set("connection", "Upgrade").set("upgrade", "websocket");
    long began = System.nanoTime();
    return connect(
            tunnels, call, instances.ranked(call.placement(), call.shieldRegion()).iterator())
        .compose(request -> {
          request.headers().addAll(call.headers());
          Future<HttpClientResponse> response =
              request.response().onSuccess(HttpClientResponse::pause);
          request.connect();
          return response;
        })
        .onFailure(cause -> log(call, cause))
        .map(response -> read(response, call, began));
  }

  private static void log(OriginCall call, Throwable cause) {
    // A request is reset here where its viewer left, or sent too much, or to make room.
    if (!(cause instanceof StreamResetException || cause instanceof OriginOverloaded)) {
      LOG.warnf("origin-service did not answer for %s: %s", call.uri(), cause);
    }
  }

  private static void setHorizon(OriginCall call) {
    call.headers()
        .set(OriginFetch.HORIZON, Long.toString(call.horizon().offset()))
        .set(OriginFetch.HORIZON_LOG, call.horizon().logId());
  }

  private OriginReply read(HttpClientResponse response, OriginCall call, long began) {
    long waitMillis = (System.nanoTime() - began) / 1_000_000;
    ResponseHead head = OriginHeads.head(response);
    OriginBody body =
        new OriginBody(
            response,
            () ->
                Continuation.of(
                    call, response.getHeader(OriginFetch.INSTANCE), head, this::answer, continued));
    return OriginHeads.read(head, response, body, call.horizon(), waitMillis);
  }

  private Future<HttpClientRequest> connect(
      HttpClient through, OriginCall call, Iterator<Instance> candidates) {
    Instance instance = candidates.next();
    RequestOptions options =
        new RequestOptions()
            .setMethod(call.method())
            .setHost(instance.host())
            .setPort(instance.port())
            .setURI(call.uri())
            .setIdleTimeout(through == tunnels ? 0 : settings.idleTimeout().toMillis());
    return through
        .request(options)
        .recover(failure -> {
          instance.failed();
          return candidates.hasNext()
              ? connect(through, call, candidates)
              : Future.failedFuture(failure);
        });
  }

  private static Future<HttpClientResponse> exchange(HttpClientRequest request, OriginCall call) {
    Landing.await(request);
    request.headers().addAll(call.headers());
    ReadStream<Buffer> body = call.body();
    Future<HttpClientResponse> response = request.response().onSuccess(HttpClientResponse::pause);
    if (body == null) {
      request.end();
    } else {
      if (call.bodyBytes() >= 0) {
        request.putHeader("content-length", Long.toString(call.bodyBytes()));
      } else {
        request.setChunked(true);
      }
      body.pipe().endOnFailure(false).to(request).onFailure(_ -> request.reset());
    }
    return response;
  }
}
