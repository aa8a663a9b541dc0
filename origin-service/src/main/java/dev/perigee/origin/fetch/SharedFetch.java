package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.landing.Landing;
import dev.perigee.origin.outcome.Outcome;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One origin request for all who ask for the same object meanwhile:
 *
 * <pre>
 *   waiting ── no response ───────────────────▶ None for everyone
 *      │    ── refused, begun before anybody asked ─▶ Released for who asked
 *      │    ── too long to be kept ───────────▶ Own for who began it, Released for the others
 *      └────── else ─▶ coming ── each part ───▶ Shared with everyone, and with who joins now
 *                        │   └── whole, and lingers ── its time ends ─▶ over
 *                        └────── whole, or broken ─▶ over
 * </pre>
 *
 * <p>It goes on while anybody waits or reads, whoever began it. Its course is on the event loop of
 * the one who did; others join from theirs.
 */
final class SharedFetch {

  /**
   * A request that waits.
   *
   * @param joined whether another one began the fetch
   */
  record Party(Exchange exchange, Context context, Promise<Turn> turn, boolean joined) {}

  private final long horizon;
  private final boolean ahead;
  private final Context context;
  private final ShieldMemory memory;
  private final long windowBytes;
  private final Scope scope = new Scope(this::broke);

  // Guarded by this.
  private final List<Party> waiting = new ArrayList<>(2);
  private @Nullable SharedHead head;
  private @Nullable SharedBody body;
  private boolean over;
  private Runnable whenOver = () -> {};

  /**
   * @param ahead whether who begins it has no place of its own: who joins asks for itself where
   *     there is none
   */
  SharedFetch(long horizon, boolean ahead, Context context, ShieldMemory memory, long windowBytes) {
    this.horizon = horizon;
    this.ahead = ahead;
    this.context = context;
    this.memory = memory;
    this.windowBytes = windowBytes;
  }

  /** What was applied of the invalidation log before the origin was asked. */
  long horizon() {
    return horizon;
  }

  /** What is done once nobody can join any more. Called before the start. */
  void whenOver(Runnable action) {
    whenOver = action;
  }

  /** Adds a request, on its event loop; false where it comes too late. */
  boolean join(Party party) {
    Turn turn;
    synchronized (this) {
      if (over) {
        return false;
      }
      SharedHead known = head;
      SharedBody coming = body;
      if (known == null || coming == null) {
        waiting.add(party);
        turn = null;
      } else {
        SharedBody.Reader reader = coming.join(party.context());
        if (reader == null) {
          return false;
        }
        turn = new Turn.Shared(known, reader, party.joined());
      }
    }
    if (turn == null) {
      party.exchange().scope().whenLeft(() -> left(party));
    } else {
      party.turn().complete(turn);
    }
    return true;
  }

  private void left(Party party) {
    boolean nobody;
    synchronized (this) {
      if (!waiting.remove(party)) {
        return;
      }
      nobody = waiting.isEmpty() && !over;
      over |= nobody;
    }
    party.turn().complete(new Turn.None(Outcome.abandoned()));
    if (nobody) {
      whenOver.run();
      context.runOnContext(_ -> scope.leave());
    }
  }

  /** Asks the origin. On the event loop of who began. */
  void start(Function<Scope, Future<Outcome<OriginAnswer>>> fetch) {
    fetch
        .apply(scope)
        .onSuccess(this::answered)
        .onFailure(bug -> {
          scope.end();
          over().forEach(party -> party.context().runOnContext(_ -> party.turn().fail(bug)));
        });
  }

  private void answered(Outcome<OriginAnswer> outcome) {
    if (!(outcome instanceof Outcome.Done<OriginAnswer>(OriginAnswer answer))) {
      scope.end();
      boolean refused =
          outcome instanceof Outcome.Failed<OriginAnswer> failed
              && failed.reason() == OriginFailure.OriginBusy
              && ahead;
      over()
          .forEach(party ->
              tell(
                  party,
                  refused && !party.exchange().request().isAhead()
                      ? new Turn.Released()
                      : new Turn.None(outcome)));
      return;
    }
    String length = answer.length();
    if (length != null && !memory.covers(bytes(length))) {
      own(answer);
    } else {
      share(answer);
    }
  }

  private static long bytes(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private void own(OriginAnswer answer) {
    List<Party> told = over();
    if (told.stream().allMatch(Party::joined)) {
      answer.discard(scope);
    }
    for (Party party : told) {
      if (party.joined()) {
        tell(party, new Turn.Released());
      } else {
        party.turn().complete(new Turn.Own(answer, scope));
      }
    }
  }

  private void share(OriginAnswer answer) {
    HttpClientResponse response = answer.response();
    SharedHead known = SharedHead.of(answer, horizon);
    ByteBuf room = room(answer);
    SharedBody coming = new SharedBody(new Stream(answer), memory, windowBytes, room);
    List<Party> told;
    List<SharedBody.Reader> readers = new ArrayList<>();
    synchronized (this) {
      told = List.copyOf(waiting);
      waiting.clear();
      head = known;
      body = coming;
      for (Party party : told) {
        SharedBody.Reader reader = coming.join(party.context());
        if (reader != null) {
          readers.add(reader);
        }
      }
    }
    if (told.isEmpty()) {
      coming.fail();
      answer.discard(scope);
      return;
    }
    response.exceptionHandler(_ -> broke());
    response.endHandler(_ -> whole(known, coming));
    answer
        .watch()
        .onStall(_ -> {
          answer.request().reset();
          broke();
        });
    long landsFrom = room == null ? Long.MAX_VALUE : Landing.begin(response, room);
    response.handler(part -> {
      boolean held = coming.append(part, landsFrom);
      answer.watch().moved(held ? StallWatch.Party.EDGE : StallWatch.Party.ORIGIN);
    });
    for (int i = 0; i < readers.size(); i++) {
      Party party = told.get(i);
      tell(party, new Turn.Shared(known, readers.get(i), party.joined()));
    }
    response.resume();
  }

  /** Where a body is to lie that comes in many parts, if there is room for it now. */
  private @Nullable ByteBuf room(OriginAnswer answer) {
    String length = answer.length();
    long bytes = length == null ? 0 : bytes(length);
    return bytes < Landing.LEAST_BYTES ? null : memory.room(bytes);
  }

  private void whole(SharedHead known, SharedBody coming) {
    if (Lingering.isFor(known) && memory.mayLinger() && coming.linger()) {
      scope.end();
      context
          .owner()
          .setTimer(
              memory.linger().toMillis(),
              _ -> {
                over();
                coming.endLingering();
              });
    } else {
      coming.complete();
      finish();
    }
  }

  private void broke() {
    SharedBody coming;
    synchronized (this) {
      coming = body;
    }
    if (coming != null) {
      coming.fail();
    }
    finish();
  }

  private void finish() {
    over();
    scope.end();
  }

  /** Lets nobody join any more; returns who waits still. */
  private List<Party> over() {
    List<Party> told;
    boolean first;
    synchronized (this) {
      told = List.copyOf(waiting);
      waiting.clear();
      first = !over;
      over = true;
    }
    if (first) {
      whenOver.run();
    }
    return told;
  }

  private static void tell(Party party, Turn turn) {
    party.context().runOnContext(_ -> party.turn().complete(turn));
  }

  /** The origin's response as the body's source. */
  private final class Stream implements SharedBody.Source {

    private final OriginAnswer answer;

    Stream(OriginAnswer answer) {
      this.answer = answer;
    }

    @Override
    public void pause() {
      context.runOnContext(_ -> answer.response().pause());
    }

    @Override
    public void resume() {
      context.runOnContext(_ -> {
        answer.watch().moved(StallWatch.Party.ORIGIN);
        answer.response().resume();
      });
    }

    @Override
    public void cancel() {
      context.runOnContext(_ -> {
        over();
        answer.discard(scope);
      });
    }
  }
}
