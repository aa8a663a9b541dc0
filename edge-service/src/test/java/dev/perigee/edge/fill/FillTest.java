package dev.perigee.edge.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.perigee.edge.Turns;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.store.Horizon;
import dev.perigee.httpcache.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FillTest {

  private final Turns turns = new Turns();
  private final Fill fill = new Fill();
  private final List<FillOutcome> leader = new ArrayList<>();
  private final List<FillOutcome> follower = new ArrayList<>();

  @Test
  void eachIsToldOnceAndOnItsOwnContext() {
    join();
    fill.announce(waiter ->
        waiter.leader() ? new Failed(Reason.NO_ORIGIN_SERVICE) : new Released(Reason.NO_STORE));
    assertThat(leader).isEmpty();
    turns.run();
    assertThat(leader).containsExactly(new Failed(Reason.NO_ORIGIN_SERVICE));
    assertThat(follower).containsExactly(new Released(Reason.NO_STORE));
  }

  @Test
  void whoComesLaterIsToldTheSame() {
    fill.announce(_ -> new Failed(Reason.NO_ORIGIN_SERVICE));
    assertThat(fill.join(waiter(follower, false))).isTrue();
    turns.run();
    assertThat(follower).containsExactly(new Failed(Reason.NO_ORIGIN_SERVICE));
  }

  @Test
  void whoComesTooLateIsTurnedAway() {
    fill.announce(_ -> null);
    assertThat(fill.join(waiter(follower, false))).isFalse();
    turns.run();
    assertThat(follower).isEmpty();
  }

  @Test
  void whoWaitsIsAlwaysToldSomething() {
    join();
    fill.announce(waiter -> waiter.leader() ? new Released(Reason.NO_STORE) : null);
    turns.run();
    assertThat(leader).containsExactly(new Released(Reason.NO_STORE));
    assertThat(follower).containsExactly(new Failed(Reason.NO_ORIGIN_SERVICE));
  }

  @Test
  void whoIsNotToldForAnExceptionIsToldNextTime() {
    join();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            fill.announce(waiter -> {
              if (waiter.leader()) {
                return new Released(Reason.NO_STORE);
              }
              throw new IllegalStateException("scripted");
            }));
    fill.announce(_ -> new Failed(Reason.NO_ORIGIN_SERVICE));
    turns.run();
    assertThat(leader).containsExactly(new Released(Reason.NO_STORE));
    assertThat(follower).containsExactly(new Failed(Reason.NO_ORIGIN_SERVICE));
  }

  @Test
  void knowsWhatWasAppliedBeforeItAskedTheOrigin() {
    assertThat(fill.horizon()).isEqualTo(Horizon.NONE);
    fill.began(new Horizon("log", 7));
    assertThat(fill.horizon()).isEqualTo(new Horizon("log", 7));
  }

  @Test
  void isRecentForASecondAfterItBegan() {
    AtomicLong nanos = new AtomicLong(5);
    Fill timed = new Fill(nanos::get);
    timed.began(new Horizon("log", 7));
    nanos.addAndGet(999_999_999);
    assertThat(timed.isRecent()).isTrue();
    nanos.incrementAndGet();
    assertThat(timed.isRecent()).isFalse();
  }

  private void join() {
    assertThat(fill.join(waiter(leader, true))).isTrue();
    assertThat(fill.join(waiter(follower, false))).isTrue();
  }

  private Fill.Waiter waiter(List<FillOutcome> told, boolean isLeader) {
    return new Fill.Waiter(Requests.viewer("GET", "/"), turns.context(), told::add, isLeader);
  }
}
