package dev.perigee.e2e.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Chromium with one page, until it is closed. */
public final class Browser implements AutoCloseable {

  private final Process process;

  private Browser(Process process) {
    this.process = process;
  }

  public static Browser open(Path directory, String page) throws IOException {
    return new Browser(
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory.resolve("profile"),
                page)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("browser.log").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start());
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
