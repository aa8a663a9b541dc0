package dev.perigee.e2e;

import dev.perigee.testkit.http.Head;
import dev.perigee.testkit.http.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * An origin that answers as its scripts want it, byte by byte, until it has healed. A connection
 * carries one request.
 */
final class FaultyOrigin implements AutoCloseable {

  static final String HEALED = "healed";

  private static final String GOOD =
      "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
          .formatted(HEALED.length(), HEALED);

  /** What happens in the place of an answer; the connection is closed at the end. */
  interface Script {
    void run(Socket socket, RawConnection connection) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Map<String, Script> scripts;
  private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
  private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
  private volatile boolean healed;

  /**
   * @param scripts by path
   */
  FaultyOrigin(Map<String, Script> scripts) throws IOException {
    this.scripts = scripts;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on, every request is answered well. */
  void heal() {
    healed = true;
  }

  /** How often a path was asked for. */
  int count(String path) {
    return asked.getOrDefault(path, new LongAdder()).intValue();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.put(socket, true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The listener was closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        RawConnection connection = RawConnection.over(socket)) {
      Head head = connection.readHead();
      String path = head.startLine().split(" ", -1)[1];
      asked.computeIfAbsent(path, _ -> new LongAdder()).increment();
      Script script = scripts.get(path);
      if (script != null && !healed) {
        script.run(socket, connection);
      } else {
        connection.send(GOOD);
      }
    } catch (IOException e) {
      // The other end closed, as many scripts want it to.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open.keySet()) {
      socket.close();
    }
  }
}
