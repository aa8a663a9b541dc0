package dev.perigee.e2e.network;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries IPv4 packets between the servers' network and the clients' networks, each packet after
 * half the round-trip time of its way. What goes one way stays in order. Packets of others than the
 * servers that have a way, such as resolvers, are carried at once.
 */
final class Delayer implements AutoCloseable {

  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;
  private static final int ADDRESS_BYTES = 4;
  private static final int HEADER_BYTES = 20;

  private final Tun servers;
  private final List<ClientNetwork> networks;
  private final List<Tun> clients;
  private final ScheduledExecutorService onTheWay = Executors.newSingleThreadScheduledExecutor();

  private Delayer(Tun servers, List<ClientNetwork> networks, List<Tun> clients) {
    this.servers = servers;
    this.networks = networks;
    this.clients = clients;
  }

  /**
   * Starts to carry packets, until the devices are gone.
   *
   * @param clients the devices of the networks, in their order
   */
  static Delayer start(Tun servers, List<ClientNetwork> networks, List<Tun> clients) {
    Delayer delayer = new Delayer(servers, networks, clients);
    read(servers, delayer::toClient);
    for (int i = 0; i < clients.size(); i++) {
      ClientNetwork network = networks.get(i);
      read(clients.get(i), packet -> delayer.carry(packet, DESTINATION, network, servers));
    }
    return delayer;
  }

  private static void read(Tun device, Consumer<byte[]> carried) {
    Runnable reading =
        () -> {
          try (device) {
            for (byte[] packet = device.read(); packet.length > 0; packet = device.read()) {
              if (packet.length >= HEADER_BYTES && packet[0] >> 4 == 4) {
                carried.accept(packet);
              }
            }
          }
        };
    Thread.ofPlatform().daemon().name("delayer").start(reading);
  }

  private void toClient(byte[] packet) {
    for (int i = 0; i < clients.size(); i++) {
      if (networks.get(i).contains(address(packet, DESTINATION))) {
        carry(packet, SOURCE, networks.get(i), clients.get(i));
      }
    }
  }

  /**
   * @param serverOffset where the server's address stands in the packet
   */
  private void carry(byte[] packet, int serverOffset, ClientNetwork network, Tun to) {
    long micros = network.roundTripMicros(address(packet, serverOffset)) / 2;
    if (!onTheWay.isShutdown()) {
      onTheWay.schedule(() -> to.write(packet), micros, TimeUnit.MICROSECONDS);
    }
  }

  private static String address(byte[] packet, int offset) {
    StringBuilder address = new StringBuilder();
    for (int i = offset; i < offset + ADDRESS_BYTES; i++) {
      address.append(i == offset ? "" : ".").append(packet[i] & 0xff);
    }
    return address.toString();
  }

  /** What is on the way is lost. */
  @Override
  public void close() {
    onTheWay.shutdownNow();
  }
}
