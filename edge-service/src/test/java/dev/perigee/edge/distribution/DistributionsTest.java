package dev.perigee.edge.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionsTest {

  @TempDir Path directory;

  @Test
  void theTopicIsInForceAsItIsReadAndSavedOnceItIsReadToItsEnd() {
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    List<Long> applied = new ArrayList<>();
    distributions.onApplied(() -> applied.add(distributions.applied().offset()));
    distributions.started("log", 0);
    distributions.record(2, "E1", json("E1"));
    distributions.record(3, "E1", json("E1"));
    assertThat(table.find("e1.example.net")).isNotNull();
    assertThat(distributions.isLoaded()).isFalse();
    assertThat(applied).isEmpty();
    distributions.caughtUp();
    assertThat(distributions.isLoaded()).isTrue();
    assertThat(applied).containsExactly(3L);

    HostTable restarted = new HostTable();
    Distributions again = distributions(restarted);
    again.loadFromDisk();
    assertThat(restarted.find("e1.example.net")).isNotNull();
    assertThat(again.isLoaded()).isTrue();
    assertThat(again.applied().offset()).isEqualTo(-1);
  }

  @Test
  void theDiskHasEachChange() {
    Distributions distributions = distributions(new HostTable());
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1", 1));
    distributions.record(1, "E2", json("E2", 1));
    distributions.record(2, "E3", json("E3", 1));
    distributions.caughtUp();
    distributions.record(3, "E1", json("E1", 2));
    distributions.record(4, "E2", null);
    distributions.caughtUp();

    HostTable restarted = new HostTable();
    distributions(restarted).loadFromDisk();
    assertThat(restarted.all()).extracting(Distribution::id).containsExactlyInAnyOrder("E1", "E3");
    assertThat(revisionOf(restarted)).isEqualTo(2);
  }

  @Test
  void aDiskThatFailedIsGivenEverythingOnceItIsBack() throws IOException {
    Path blocked = directory.resolve("state");
    Files.writeString(blocked, "a file where the directory should be");
    HostTable table = new HostTable();
    Distributions distributions = new Distributions(blocked, table);
    distributions.loadFromDisk();
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1", 1));
    distributions.caughtUp();
    Files.delete(blocked);
    distributions.record(1, "E2", json("E2", 1));
    distributions.caughtUp();

    HostTable restarted = new HostTable();
    new Distributions(blocked, restarted).loadFromDisk();
    assertThat(restarted.all()).extracting(Distribution::id).containsExactlyInAnyOrder("E1", "E2");
  }

  @Test
  void oneDamagedRecordLeavesTheOthersInForce() throws IOException {
    Distributions former = distributions(new HostTable());
    former.started("log", 0);
    former.record(0, "E1", json("E1"));
    former.record(1, "E2", json("E2"));
    former.caughtUp();
    Path file = directory.resolve("distributions.records");
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", "!"));

    HostTable restarted = new HostTable();
    distributions(restarted).loadFromDisk();
    assertThat(restarted.all()).hasSize(1);
  }

  @Test
  void aRecordWithoutAValueRemovesItsDistribution() {
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1"));
    distributions.record(1, "E1", null);
    assertThat(table.find("e1.example.net")).isNull();
    assertThat(distributions.applied().offset()).isOne();
  }

  @Test
  void whatTheTopicNoLongerMentionsIsGoneOnceItIsReadToItsEnd() {
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1"));
    distributions.caughtUp();
    distributions.started("other", 0);
    distributions.record(0, "E2", json("E2"));
    assertThat(table.find("e1.example.net")).isNotNull();
    distributions.caughtUp();
    assertThat(table.find("e1.example.net")).isNull();
    assertThat(table.find("e2.example.net")).isNotNull();
  }

  @Test
  void aReplayDoesNotGoBackBehindWhatIsInForce() {
    restart(3);
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.loadFromDisk();
    distributions.started("log", 0);
    for (int revision = 1; revision <= 4; revision++) {
      distributions.record(revision, "E1", json("E1", revision));
      assertThat(revisionOf(table)).isEqualTo(Math.max(3, revision));
    }
    distributions.caughtUp();
    assertThat(revisionOf(table)).isEqualTo(4);
    assertThat(distributions.applied().offset()).isEqualTo(4);
  }

  /** After a restored backup, config-service counts from an older revision on. */
  @Test
  void theLastWordOfTheTopicCountsEvenIfItIsAnOlderRevision() {
    restart(3);
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.loadFromDisk();
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1", 1));
    distributions.record(1, "E1", json("E1", 2));
    distributions.caughtUp();
    assertThat(revisionOf(table)).isEqualTo(2);
    distributions.record(2, "E1", json("E1", 1));
    assertThat(revisionOf(table)).isEqualTo(1);
  }

  @Test
  void whatIsDeletedDuringAReplayIsGoneWhateverItsRevision() {
    restart(3);
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.loadFromDisk();
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1", 2));
    distributions.record(1, "E1", null);
    assertThat(table.get("E1")).isNull();
    distributions.caughtUp();
    assertThat(table.get("E1")).isNull();
    distributions.record(2, "E1", json("E1", 1));
    assertThat(revisionOf(table)).isEqualTo(1);
  }

  @Test
  void aTopicMadeAnewForgetsNothingBeforeItsFirstRecords() {
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1", 2));
    distributions.record(1, "E2", json("E2", 2));
    distributions.caughtUp();
    distributions.started("other", 0);
    distributions.caughtUp();
    assertThat(table.find("e1.example.net")).isNotNull();
    distributions.record(0, "E2", json("E2", 2));
    distributions.caughtUp();
    assertThat(table.find("e1.example.net")).as("deleted while the topic was lost").isNull();
    assertThat(table.find("e2.example.net")).isNotNull();
  }

  @Test
  void withoutAnyDistributionTheTopicsEndIsEnoughToBeLoaded() {
    Distributions distributions = distributions(new HostTable());
    distributions.started("log", 0);
    distributions.caughtUp();
    assertThat(distributions.isLoaded()).isTrue();
  }

  @Test
  void whatCannotBeCompiledLeavesTheFormerVersionInForceAndIsPassed() {
    HostTable table = new HostTable();
    Distributions distributions = distributions(table);
    distributions.started("log", 0);
    distributions.record(0, "E1", json("E1"));
    Distribution former = table.find("e1.example.net");
    distributions.record(1, "E1", "garbage".getBytes(StandardCharsets.UTF_8));
    distributions.record(2, "E1", twiceTheSameOrigin());
    assertThat(table.find("e1.example.net")).isSameAs(former);
    assertThat(distributions.applied().offset()).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeReadIsIgnored() throws IOException {
    Files.write(
        directory.resolve("distributions.records"),
        new byte[] {'{', (byte) 0xff, (byte) 0xfe, '\n'});
    Distributions distributions = distributions(new HostTable());
    distributions.loadFromDisk();
    assertThat(distributions.isLoaded()).isFalse();
  }

  @Test
  void withoutAFileNothingIsLoaded() {
    Distributions distributions = distributions(new HostTable());
    distributions.loadFromDisk();
    assertThat(distributions.isLoaded()).isFalse();
  }

  private Distributions distributions(HostTable table) {
    return new Distributions(directory, table);
  }

  /** Leaves the state directory as an edge does that has had this revision in force. */
  private void restart(long revision) {
    Distributions former = distributions(new HostTable());
    former.started("log", 0);
    former.record(revision, "E1", json("E1", revision));
    former.caughtUp();
  }

  private static long revisionOf(HostTable table) {
    return Objects.requireNonNull(table.get("E1")).revision();
  }

  private static byte[] json(String id) {
    return json(id, 1);
  }

  private static byte[] json(String id, long revision) {
    return ContractJson.write(Snapshots.revision(revision, id, List.of(), plain()));
  }

  private static byte[] twiceTheSameOrigin() {
    DistributionSnapshot good = Snapshots.distribution("E1", List.of(), plain());
    return ContractJson.write(
        new DistributionSnapshot(
            good.schema(),
            good.id(),
            2,
            good.account(),
            good.domainName(),
            good.aliases(),
            good.enabled(),
            good.defaultRootObject(),
            good.isStaging(),
            good.staging(),
            good.viewers(),
            good.reporting(),
            good.cacheTagHeader(),
            List.of(Snapshots.ORIGIN, Snapshots.ORIGIN),
            good.originGroups(),
            good.behaviors(),
            good.errorRules()));
  }

  private static Behavior plain() {
    return Snapshots.behavior("*", Snapshots.policy());
  }
}
