package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Script;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The packaged edge with its distributions, between a real broker and a scripted origin-service.
 */
final class RunningEdge implements AutoCloseable {

  private final KafkaProcess kafka;
  private final ScriptedOrigin origin;
  private final EdgeProcess edge;
  private final Statuses statuses;

  private RunningEdge(KafkaProcess kafka, Path directory, Map<String, String> settings) {
    this.kafka = kafka;
    this.origin = ScriptedOrigin.start();
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("PERIGEE_EDGE_LEASE", "1h");
    this.edge = EdgeProcess.start(directory, kafka.bootstrapServers(), origin.url(), all);
    this.statuses = new Statuses(kafka.bootstrapServers());
  }

  /** Starts everything; returns once the edge is in touch and the distributions are in force. */
  static RunningEdge start(
      Path directory, Map<String, String> settings, DistributionSnapshot... distributions)
      throws Exception {
    KafkaProcess kafka = KafkaProcess.start();
    long offset = append(kafka, distributions);
    RunningEdge running = new RunningEdge(kafka, directory, settings);
    Await.until("the edge is ready", running.edge::isReady);
    running.statuses.await(
        "the edge is in touch",
        status -> status.inTouch() && status.distributionsOffset() >= offset);
    return running;
  }

  /** Puts distributions in force. */
  void publish(DistributionSnapshot... distributions) throws Exception {
    long offset = append(kafka, distributions);
    statuses.await("they are in force", status -> status.distributionsOffset() >= offset);
  }

  /** Publishes an invalidation and waits until the edge has applied it. */
  void invalidate(String distributionId, InvalidationEffect effect, String... paths)
      throws Exception {
    Invalidation invalidation =
        Invalidation.of("I1", distributionId, List.of(paths), effect, Instant.now());
    try (TopicWriter writer =
        new TopicWriter(KafkaCluster.plain(kafka.bootstrapServers()), Topics.INVALIDATIONS)) {
      long offset = writer.append(distributionId, ContractJson.write(invalidation));
      statuses.await(
          "the invalidation is applied", status -> status.invalidationsOffset() >= offset);
    }
  }

  private static long append(KafkaProcess kafka, DistributionSnapshot... distributions)
      throws Exception {
    long offset = -1;
    try (TopicWriter writer =
        new TopicWriter(KafkaCluster.plain(kafka.bootstrapServers()), Topics.DISTRIBUTIONS)) {
      for (DistributionSnapshot distribution : distributions) {
        offset = writer.append(distribution.id(), ContractJson.write(distribution));
      }
    }
    return offset;
  }

  /** A viewer of a distribution under its own name. */
  Viewer viewer(String distributionId) {
    return new Viewer(edge.url(), distributionId.toLowerCase(Locale.ROOT) + ".example.net");
  }

  KafkaProcess kafka() {
    return kafka;
  }

  /** A metric's value, as the management port tells it; 0 where it is not there. */
  double metric(String series) {
    return edge.metric(series);
  }

  /** Bytes of the edge's process that are in memory. */
  long residentBytes() throws IOException {
    return edge.residentBytes();
  }

  String url() {
    return edge.url();
  }

  /** The port for HTTPS; open only where the settings name certificates. */
  int securePort() {
    return edge.securePort();
  }

  boolean isReady() {
    return edge.isReady();
  }

  /** Asks the edge to stop. */
  void beginStop() {
    edge.beginStop();
  }

  /** Waits for the edge's end, and returns its exit status. */
  int awaitEnd() throws InterruptedException {
    return edge.exitStatus();
  }

  /** What the edge has logged so far. */
  String log() throws IOException {
    return edge.log();
  }

  /** From now on, gives the path these answers in turn, and the last one from then on. */
  void on(String path, Answer... answers) {
    OriginServiceScripts.on(origin, path, answers);
  }

  void on(String path, Script script) {
    OriginServiceScripts.on(origin, path, script);
  }

  void forgetRequests() {
    origin.forgetRequests();
  }

  int originCount(String path) {
    return origin.count(path);
  }

  /** Bytes of bodies that the origin has sent for a path. */
  long originBytes(String path) {
    return origin.bodyBytes(path);
  }

  List<Received> originRequests(String path) {
    return origin.requests(path);
  }

  /** Waits until so many requests are under way. */
  void assertActive(int requests) throws Exception {
    statuses.await(
        requests + " requests are in progress", status -> status.activeRequests() == requests);
  }

  /** Fails where a request is still under way, or the edge met a bug. */
  void assertQuiet() throws Exception {
    statuses.await("no requests are in progress", status -> status.activeRequests() == 0);
    assertThat(edge.log()).doesNotContain("a bug:", "LEAK:");
  }

  @Override
  public void close() {
    statuses.close();
    edge.close();
    origin.close();
    kafka.close();
  }
}
