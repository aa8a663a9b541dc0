package dev.perigee.e2e.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Networks of clients, each a network namespace, and the addresses of servers in this process' own.
 * What goes between them passes a {@link Delayer}, so that the kernels at both ends measure
 * round-trip times as over long ways. One at a time on a machine; for root.
 */
public final class DelayedNetworks implements AutoCloseable {

  private static final String SERVERS = "perigee-servers";

  private final List<ClientNetwork> networks;
  private final Delayer delayer;

  private DelayedNetworks(List<ClientNetwork> networks, Delayer delayer) {
    this.networks = networks;
    this.delayer = delayer;
  }

  /** Makes the networks; the servers' addresses can be listened on from then on. */
  public static DelayedNetworks create(List<ClientNetwork> networks, List<String> servers)
      throws IOException, InterruptedException {
    Tun toServers = Tun.create(SERVERS);
    for (String server : servers) {
      ip("address", "add", server + "/32", "dev", SERVERS);
    }
    ip("link", "set", SERVERS, "up");
    List<Tun> toClients = new ArrayList<>();
    for (ClientNetwork network : networks) {
      forget(network);
      toClients.add(connect(network));
    }
    return new DelayedNetworks(networks, Delayer.start(toServers, networks, toClients));
  }

  private static Tun connect(ClientNetwork network) throws IOException, InterruptedException {
    String name = network.name();
    ip("route", "add", network.subnet(), "dev", SERVERS);
    ip("netns", "add", name);
    Tun device = Tun.create(name);
    ip("link", "set", name, "netns", name);
    ip("-n", name, "address", "add", network.client() + "/24", "dev", name);
    ip("-n", name, "link", "set", name, "up");
    ip("-n", name, "route", "add", "default", "dev", name);
    return device;
  }

  /** A namespace outlives a test that was killed. */
  private static void forget(ClientNetwork network) throws IOException, InterruptedException {
    if (output(List.of("ip", "netns", "list")).lines().anyMatch(isNamed(network))) {
      ip("netns", "delete", network.name());
    }
  }

  private static Predicate<String> isNamed(ClientNetwork network) {
    return line -> line.split(" ", 2)[0].equals(network.name());
  }

  /** What a program prints that runs in a client's network. */
  public static String run(ClientNetwork network, String... command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", network.name()));
    whole.addAll(List.of(command));
    return output(whole);
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    output(command);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int ended = process.waitFor();
    if (ended != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + ended + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    delayer.close();
    for (ClientNetwork network : networks) {
      ip("netns", "delete", network.name());
    }
    ip("link", "delete", SERVERS);
  }
}
