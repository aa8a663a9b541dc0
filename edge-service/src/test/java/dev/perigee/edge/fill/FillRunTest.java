package dev.perigee.edge.fill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.Turns;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.grid.Grid;
import dev.perigee.edge.grid.Grids;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.invalidation.Presence;
import dev.perigee.edge.origin.OriginBody;
import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.prefetch.Prefetching;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.settings.PrefetchSettings;
import dev.perigee.edge.settings.Settings;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Lifetime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures in the middle of a fill: nobody is left waiting, and nothing is held. */
class FillRunTest {

  private final Turns turns = new Turns();
  private final ScriptedStream stream = new ScriptedStream();
  private final ScriptedStream joined = new ScriptedStream();
  private final MemoryStore memory = new MemoryStore(1 << 20);
  private final Fill fill = new Fill();
  private final FillBudget budget = new FillBudget(1 << 20);
  private final Invalidations invalidations = new Invalidations(10, 1 << 16, 1 << 16);
  private final FetchCeiling ceiling =
      new FetchCeiling(new FetchCeiling.Limits(2, 0, Duration.ofSeconds(1)));
  private Grid grid = Grids.absent();
  private final List<FillOutcome> leader = new ArrayList<>();
  private final List<FillOutcome> follower = new ArrayList<>();
  private final ConcurrentMap<String, Fill> inFlight = new ConcurrentHashMap<>();
  private boolean ahead;

  @AfterEach
  void theKeyIsFreeAndNothingIsHeld() {
    assertThat(inFlight).isEmpty();
    assertThat(budget.used()).isZero();
    assertThat(ceiling.underWay()).isZero();
    memory.clear();
  }

  @Test
  void whatArrivesWholeIsStored() {
    run(_ -> Future.succeededFuture(reply(200)), null);
    RecordingSink viewer = read();
    stream.data("hello");
    stream.end();
    turns.run();
    assertThat(viewer.text).hasToString("hello");
    assertThat(viewer.ending).isEqualTo("ended");
    assertThat(memory.get("key")).isNotNull();
  }

  @Test
  void whatAnotherEdgesRequestCausedIsTakenWhereItIsForSharing() {
    List<OriginCall> calls = new ArrayList<>();
    run(
        call -> {
          calls.add(call);
          return Future.succeededFuture(joined("max-age=60"));
        },
        null);
    RecordingSink viewer = read();
    joined.data("hello");
    joined.end();
    turns.run();
    assertThat(viewer.text).hasToString("hello");
    assertThat(calls).singleElement().satisfies(FillRunTest::isShared);
  }

  @Test
  void whatAnotherEdgesRequestCausedIsAskedForAgainWhereItIsNotForSharing() {
    List<OriginCall> calls = new ArrayList<>();
    run(
        call -> {
          calls.add(call);
          return Future.succeededFuture(calls.size() == 1 ? joined("private") : reply(200));
        },
        null);
    joined.end();
    RecordingSink viewer = read();
    stream.data("hello");
    stream.end();
    turns.run();
    assertThat(viewer.text).hasToString("hello");
    assertThat(calls).hasSize(2);
    assertThat(calls.getFirst()).satisfies(FillRunTest::isShared);
    assertThat(calls.getLast().headers().contains(OriginFetch.SHARE)).isFalse();
  }

  private static void isShared(OriginCall call) {
    assertThat(call.headers().get(OriginFetch.SHARE)).hasSize(32);
  }

  @Test
  void whatIsNotThereYetIsNobodysErrorWhereNobodyHadAskedForIt() {
    ahead = true;
    List<OriginCall> calls = new ArrayList<>();
    run(
        call -> {
          calls.add(call);
          return Future.succeededFuture(reply(404));
        },
        null);
    stream.end();
    assertThat(calls)
        .singleElement()
        .satisfies(call -> assertThat(call.headers().contains(OriginFetch.AHEAD)).isTrue());
    assertThat(leader).containsExactly(new Again());
    assertThat(follower).as("who asked meanwhile").containsExactly(new Again());
    assertThat(memory.get("key")).isNull();
  }

  @Test
  void whatNobodyHasAskedForTakesNoOtherFetchsRoom() {
    Future<FetchCeiling.Turn> other = ceiling.enter("E1", fingerprint(), false, turns.context());
    ahead = true;
    run(
        _ -> {
          throw new AssertionError("the origin is asked");
        },
        null);
    assertThat(leader).containsExactly(new Again());
    ((FetchCeiling.Turn.Go) other.result()).permit().close();
  }

  @Test
  void whatTheGridHasOfAnInvalidatedObjectIsLetGo() {
    invalidations.started("log", 0);
    invalidate();
    ByteBuf body = Unpooled.directBuffer().writeByte(1);
    grid = new OneResponseGrid(stored(body));
    run(_ -> Future.succeededFuture(reply(200)), null);
    RecordingSink viewer = read();
    stream.data("fresh");
    stream.end();
    turns.run();
    assertThat(viewer.text).hasToString("fresh");
    assertThat(body.refCnt()).isZero();
  }

  @Test
  void whatIsInvalidatedWhileTheGridIsAskedIsNotConfirmedByTheOrigin() {
    ByteBuf stale = Unpooled.directBuffer().writeByte(1);
    grid = new InvalidatingGrid();
    List<String> conditions = new ArrayList<>();
    run(
        call -> {
          conditions.addAll(call.headers().getAll("if-none-match"));
          return Future.succeededFuture(reply(200));
        },
        stale);
    RecordingSink viewer = read();
    stream.data("fresh");
    stream.end();
    turns.run();
    assertThat(conditions).isEmpty();
    assertThat(viewer.text).hasToString("fresh");
    assertThat(stale.refCnt()).isZero();
  }

  @Test
  void whatTheOriginConfirmsIsAsOldAsItsCheckWhateverTheReplySays() {
    Horizon later = new Horizon("", 7);
    ByteBuf stale = Unpooled.directBuffer().writeByte(1);
    run(_ -> Future.succeededFuture(reply(304, later)), stale);
    assertThat(Objects.requireNonNull(memory.get("key")).horizon()).isEqualTo(Horizon.NONE);
    stream.end();
    leader.forEach(outcome -> ((Complete) outcome).body().release());
    follower.forEach(outcome -> ((Complete) outcome).body().release());
  }

  @Test
  void anExceptionBeforeTheOriginIsAskedFailsTheFill() {
    ByteBuf stale = Unpooled.directBuffer().writeByte(1);
    run(
        _ -> {
          throw new IllegalStateException("scripted");
        },
        stale);
    everyoneIsToldOfTheFailure();
    assertThat(stale.refCnt()).isZero();
  }

  @Test
  void anExceptionBeforeTheOutcomeIsKnownFailsTheFillAndCancelsTheReply() {
    ByteBuf stale = Unpooled.directBuffer().writeByte(1);
    stream.failingAt = "resume";
    run(_ -> Future.succeededFuture(reply(304)), stale);
    everyoneIsToldOfTheFailure();
    assertThat(stream.cancelled).isTrue();
    assertThat(stale.refCnt()).isZero();
  }

  @Test
  void anExceptionOnceTheBodyIsPromisedAbortsItsReaders() {
    stream.failingAt = "resume";
    run(_ -> Future.succeededFuture(reply(200)), null);
    assertThat(read().ending).isEqualTo("aborted");
    assertThat(stream.cancelled).isTrue();
  }

  @Test
  void missingMemoryInTheMiddleOfABodyAbortsItsReadersAndCancelsTheReply() {
    run(_ -> Future.succeededFuture(reply(200)), null);
    RecordingSink viewer = read();
    stream.data("he");
    stream.dataThatThrows(new OutOfMemoryError("scripted"));
    stream.data("ll");
    stream.end();
    turns.run();
    assertThat(viewer.text).hasToString("he");
    assertThat(viewer.ending).isEqualTo("aborted");
    assertThat(stream.cancelled).isTrue();
    assertThat(memory.get("key")).isNull();
  }

  private void everyoneIsToldOfTheFailure() {
    assertThat(leader).containsExactly(new Failed(Reason.NO_ORIGIN_SERVICE));
    assertThat(follower).containsExactly(new Failed(Reason.NO_ORIGIN_SERVICE));
  }

  private RecordingSink read() {
    Streaming streaming = (Streaming) follower.getFirst();
    SharedBody.Reader reader =
        Objects.requireNonNull(streaming.body().join(turns.context(), 0, Long.MAX_VALUE));
    RecordingSink sink = new RecordingSink();
    reader.start(sink);
    return sink;
  }

  private void run(Origin origin, @Nullable ByteBuf stale) {
    Distribution distribution =
        Snapshots.compiled(
            Snapshots.distribution("E1", List.of(), Snapshots.behavior("*", Snapshots.policy())));
    FillRequest request =
        new FillRequest(
            Requests.viewer("GET", "/a"),
            distribution,
            distribution.behavior("/a"),
            "key",
            "key",
            "/a",
            "/a",
            stale == null ? null : new FillRequest.Stale(stored(stale), stale),
            null,
            ahead);
    Presence presence = new Presence(Duration.ofSeconds(10), System::nanoTime);
    presence.told(System.nanoTime());
    FillSteps steps =
        new FillSteps(
            memory,
            new BodyMemory(1 << 20),
            grid,
            origin,
            ceiling,
            invalidations,
            new Lease(Duration.ofSeconds(10), presence, () -> OptionalLong.of(0)),
            (_, _, _, _) -> Optional.empty(),
            budget,
            1_000,
            1_000,
            1_000,
            new Prefetching(
                Settings.with(PrefetchSettings.class, Map.of()), new SimpleMeterRegistry()));
    fill.join(new Fill.Waiter(request.viewer(), turns.context(), leader::add, true));
    fill.join(new Fill.Waiter(request.viewer(), turns.context(), follower::add, false));
    inFlight.put(request.key(), fill);
    new FillRun(steps, fill, request, turns.context(), new Place(inFlight, fill, request.key()))
        .start();
    turns.run();
  }

  private static String fingerprint() {
    return Snapshots.compiled(
            Snapshots.distribution("E1", List.of(), Snapshots.behavior("*", Snapshots.policy())))
        .behavior("/a")
        .origin()
        .fingerprint();
  }

  private static StoredResponse stored(ByteBuf body) {
    return new StoredResponse(
        new ResponseHead(200, List.of("etag", "\"1\"")),
        body,
        "/a",
        Horizon.NONE,
        0,
        new Lifetime(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO));
  }

  private void invalidate() {
    invalidations.record(
        0, "E1", ContractJson.write(Invalidation.of("I1", "E1", List.of("/a"), Instant.EPOCH)));
  }

  private OriginReply reply(int status) {
    return reply(status, Horizon.NONE);
  }

  private OriginReply reply(int status, Horizon horizon) {
    return reply(status, horizon, "max-age=60", stream);
  }

  private OriginReply joined(String cacheControl) {
    return reply(200, Horizon.NONE, cacheControl, joined);
  }

  private OriginReply reply(int status, Horizon horizon, String cacheControl, ScriptedStream from) {
    return new OriginReply(
        new ResponseHead(status, List.of("content-length", "5", "cache-control", cacheControl)),
        OriginBody.of(from.response()),
        horizon,
        Optional.empty(),
        null,
        from == joined,
        1);
  }

  private static final class RecordingSink implements BodySink {
    private final StringBuilder text = new StringBuilder();
    private String ending = "open";

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void onDrain(Runnable callback) {}

    @Override
    public void write(ByteBuf bytes) {
      text.append(bytes.toString(US_ASCII));
    }

    @Override
    public void end() {
      ending = "ended";
    }

    @Override
    public void abort() {
      ending = "aborted";
    }
  }

  /** Has nothing, and hears of the invalidation while it is asked. */
  private final class InvalidatingGrid implements Grid {

    @Override
    public Future<@Nullable StoredResponse> get(String key) {
      invalidations.started("log", 0);
      invalidate();
      return Future.succeededFuture(null);
    }

    @Override
    public void put(String key, StoredResponse ignored) {}

    @Override
    public void remove(String key) {}
  }

  private record OneResponseGrid(StoredResponse response) implements Grid {

    @Override
    public Future<@Nullable StoredResponse> get(String key) {
      return Future.succeededFuture(response);
    }

    @Override
    public void put(String key, StoredResponse ignored) {}

    @Override
    public void remove(String key) {}
  }
}
