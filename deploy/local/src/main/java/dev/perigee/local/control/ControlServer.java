package dev.perigee.local.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Takes commands on a loopback port from those who can read the token.
 *
 * <p>One command a connection: the client sends a line {@code TOKEN COMMAND ARGUMENT...}; the
 * answer is the command's own lines, then {@code ok} or {@code error: REASON}, then the end. Bash
 * can speak it, so that no JVM starts for a question.
 */
public final class ControlServer implements AutoCloseable {

  private static final int TOKEN_BYTES = 16;
  private static final int LONGEST_LINE = 1024;
  private static final int READ_MILLIS = 5_000;
  private static final int CONNECTIONS = 16;

  private final ServerSocket socket;
  private final String token;
  private final ControlHandler handler;
  private final Semaphore connections = new Semaphore(CONNECTIONS);

  private ControlServer(ServerSocket socket, String token, ControlHandler handler) {
    this.socket = socket;
    this.token = token;
    this.handler = handler;
  }

  /** Listens on a port of the system's choice. */
  public static ControlServer open(ControlHandler handler) throws IOException {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    ControlServer server =
        new ControlServer(
            new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress()),
            HexFormat.of().formatHex(random),
            handler);
    Thread.ofVirtual().name("control").start(server::accept);
    return server;
  }

  /** What a client needs, in one line: port, token, and the id of this process to wait for. */
  public String address() {
    return socket.getLocalPort() + " " + token + " " + ProcessHandle.current().pid() + "\n";
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        connections.acquire();
        Socket client = socket.accept();
        Thread.ofVirtual().name("control-client").start(() -> serve(client));
      } catch (IOException e) {
        connections.release();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
      client.setSoTimeout(READ_MILLIS);
      out.println(answer(readLine(in), out));
    } catch (IOException e) {
      // The client has gone; nobody is left to tell.
    } finally {
      connections.release();
    }
  }

  private String answer(String line, PrintWriter out) {
    List<String> words = List.of(line.strip().split(" +"));
    if (!MessageDigest.isEqual(
        words.getFirst().getBytes(StandardCharsets.UTF_8),
        token.getBytes(StandardCharsets.UTF_8))) {
      return "error: wrong token";
    }
    try {
      handler.handle(words.subList(1, words.size()), out::println);
      return "ok";
    } catch (ControlHandler.Refusal e) {
      return "error: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "error: the supervisor is ending";
    }
  }

  private static String readLine(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a command longer than " + LONGEST_LINE);
      }
      line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
