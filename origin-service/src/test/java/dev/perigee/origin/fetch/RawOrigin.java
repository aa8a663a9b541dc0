package dev.perigee.origin.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An origin that does what a script says, byte by byte, on each connection. */
final class RawOrigin implements AutoCloseable {

  /** What happens on one connection; it is closed at the end. */
  interface Script {
    void run(Connection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private RawOrigin(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  static RawOrigin start(Script script) throws IOException {
    RawOrigin origin =
        new RawOrigin(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  /** One that answers each request alike, on connections that stay open. */
  static RawOrigin answering(String response) throws IOException {
    return start(connection -> {
      while (true) {
        connection.request();
        connection.send(response);
      }
    });
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The listener was closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.run(new Connection(socket));
    } catch (IOException e) {
      // The other end closed, as many scripts want it to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** One connection, from the origin's side. */
  static final class Connection {

    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    RawHttp.Head head() throws IOException {
      return RawHttp.readHead(in);
    }

    RawHttp.Message request() throws IOException {
      RawHttp.Head head = head();
      return new RawHttp.Message(head, RawHttp.readBody(in, head));
    }

    InputStream in() {
      return in;
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Waits until the other end closes. */
    void awaitClose() throws IOException {
      while (in.read() >= 0) {
        // Whatever still comes is of no interest.
      }
    }
  }
}
