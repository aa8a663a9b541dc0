package dev.perigee.testkit.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * An HTTP/1.1 origin on loopback that does what the test says, path by path, and remembers what it
 * was asked. Paths without a script are answered with 404, unless there is one for all of them.
 * Each connection has a virtual thread.
 */
public final class ScriptedOrigin implements AutoCloseable {

  private static final int BACKLOG = 512;
  private static final Answer NOT_FOUND = Answer.of(404, Content.of("no script for this path\n"));

  private final ServerSocket listener;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile Script otherwise = _ -> NOT_FOUND;

  private ScriptedOrigin(ServerSocket listener) {
    this.listener = listener;
  }

  public static ScriptedOrigin start() {
    try {
      ScriptedOrigin origin =
          new ScriptedOrigin(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("origin").start(origin::accept);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** From now on, answers requests for the path (without query) by the script. */
  public void on(String path, Script script) {
    scripts.put(path, script);
  }

  /** From now on, answers requests for the path (without query) in the same way each time. */
  public void on(String path, Answer answer) {
    on(path, request -> answer);
  }

  /** From now on, answers requests for paths without a script of their own by this one. */
  public void otherwise(Script script) {
    otherwise = script;
  }

  /** All requests so far, in the order in which they were read. */
  public List<Received> requests() {
    return List.copyOf(received);
  }

  /** The requests for the path (without query) so far. */
  public List<Received> requests(String path) {
    return received.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** How often the path was asked for. */
  public int count(String path) {
    return requests(path).size();
  }

  /** Bytes of bodies that were sent for the path (without query) so far. */
  public long bodyBytes(String path) {
    LongAdder bytes = sent.get(path);
    return bytes == null ? 0 : bytes.sum();
  }

  /** Forgets the requests so far; the scripts stay. */
  public void forgetRequests() {
    received.clear();
    sent.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        Thread.ofVirtual().name("origin-connection").start(() -> serve(connection));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = new BufferedOutputStream(connection.getOutputStream());
      boolean more = true;
      while (more) {
        Optional<Head> head = Head.read(in);
        if (head.isEmpty()) {
          return;
        }
        Received request = receive(head.get(), in);
        received.add(request);
        Answer answer = scripts.getOrDefault(request.path(), otherwise).answer(request);
        LongAdder bytes = sent.computeIfAbsent(request.path(), path -> new LongAdder());
        more = new AnswerWriter(connection, out, bytes::add).write(request, answer);
      }
    } catch (IOException e) {
      // The client has gone, or was sent away by the script.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private static Received receive(Head head, InputStream in) throws IOException {
    String[] parts = head.startLine().split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("not a request line: " + head.startLine());
    }
    return new Received(parts[0], parts[1], head, Bodies.ofRequest(head, in));
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
