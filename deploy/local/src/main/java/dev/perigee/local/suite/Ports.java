package dev.perigee.local.suite;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ports of the suite, all on loopback.
 *
 * @param offset added to each
 */
record Ports(int offset) {

  static final String HOST = "127.0.0.1";
  static final int GRID_SERVERS = 3;

  int config() {
    return 9000 + offset;
  }

  int origin(int index) {
    return 9010 + 2 * index + offset;
  }

  int invalidation() {
    return 9020 + offset;
  }

  int routerHttp() {
    return 9030 + offset;
  }

  int routerDns() {
    return 8053 + offset;
  }

  /** The management port of a control-plane service lies beside its own. */
  static int management(int port) {
    return port + 1;
  }

  int edgeHttp(int index) {
    return 8080 + index + offset;
  }

  int edgeHttps(int index) {
    return 8443 + index + offset;
  }

  int edgeManagement(int index) {
    return 9100 + index + offset;
  }

  int kafka() {
    return 9092 + offset;
  }

  int kafkaController() {
    return 9093 + offset;
  }

  int grid(int index) {
    return 11222 + index + offset;
  }

  int gridCluster(int index) {
    return 7800 + index + offset;
  }

  List<Integer> gridClusters() {
    return IntStream.range(0, GRID_SERVERS).map(this::gridCluster).boxed().toList();
  }

  int postgres() {
    return 5433 + offset;
  }

  static String address(int port) {
    return HOST + ":" + port;
  }

  static String url(int port) {
    return "http://" + address(port);
  }
}
