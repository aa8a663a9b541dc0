package dev.perigee.e2e.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * ffmpeg as a live encoder: one picture, encoded once, sent to a server as CMAF fragments of half a
 * second, as HLS with segments of TS, and as DASH.
 */
public final class Encoder implements AutoCloseable {

  static final int FRAMES_A_SECOND = 20;

  private final Process process;

  private Encoder(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param seconds how long the channel is on air
   * @param to the URL of the server
   */
  public static Encoder start(Path directory, int seconds, String to) throws IOException {
    String group = Integer.toString(FRAMES_A_SECOND / 2);
    List<String> command =
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc=size=160x90:rate=" + FRAMES_A_SECOND + ":duration=" + seconds,
            "-pix_fmt",
            "yuv420p",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-tune",
            "zerolatency",
            "-g",
            group,
            "-keyint_min",
            group,
            "-sc_threshold",
            "0",
            "-map",
            "0:v",
            "-flags",
            "+global_header",
            "-f",
            "tee",
            ("[f=hls:hls_time=0.5:hls_segment_type=fmp4:hls_list_size=0:method=PUT]%scmaf/part.m3u8"
                    + "|[f=hls:hls_time=1:hls_list_size=0:method=PUT:bsfs/v=dump_extra]"
                    + "%sts/index.m3u8"
                    + "|[f=dash:seg_duration=1:window_size=0:method=PUT]%sdash/index.mpd")
                .formatted(to, to, to));
    return new Encoder(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("encoder.log").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start());
  }

  /** Calls back when the channel is over. */
  public void onEnd(Runnable action) {
    process.onExit().thenRun(action);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
