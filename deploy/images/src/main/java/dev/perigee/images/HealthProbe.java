package dev.perigee.images;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the service in the same container whether it is ready, where the container's engine can only
 * run a program for that. There is no other program in the images that could.
 */
final class HealthProbe {

  private static final int TIMEOUT_MILLIS = 5_000;

  private HealthProbe() {}

  /** Ends with 0 where the service on the management port, the only argument, is ready. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String status =
          new String(answer.readNBytes("HTTP/1.x 200".length()), StandardCharsets.US_ASCII);
      System.exit(status.endsWith(" 200") ? 0 : 1);
    }
  }
}
