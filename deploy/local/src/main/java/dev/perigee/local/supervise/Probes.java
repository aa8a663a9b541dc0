package dev.perigee.local.supervise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The probes of parts that listen on loopback. */
public final class Probes {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 3_000;

  private Probes() {}

  /** Ready once connections are accepted. */
  public static Probe tcp(int port) {
    return () -> {
      try (Socket socket = connected(port)) {
        return Readiness.READY;
      } catch (IOException e) {
        return new Readiness.NotYet("port " + port + ": " + e.getMessage());
      }
    };
  }

  /** Ready once a GET of the path is answered with 200. */
  public static Probe http(int port, String path) {
    return () -> {
      try (Socket socket = connected(port)) {
        socket.setSoTimeout(READ_MILLIS);
        String request =
            "GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String status = reader.readLine();
        if (status != null && status.startsWith("HTTP/1.1 200")) {
          return Readiness.READY;
        }
        return new Readiness.NotYet(
            "http://127.0.0.1:"
                + port
                + path
                + " answers "
                + (status == null ? "nothing" : status));
      } catch (IOException e) {
        return new Readiness.NotYet("http://127.0.0.1:" + port + path + ": " + e.getMessage());
      }
    };
  }

  private static Socket connected(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
