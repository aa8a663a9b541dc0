package dev.perigee.e2e.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A page on which hls.js plays streams, and reports how it went. */
public final class Player {

  private static final String LIBRARY = "/META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";

  private Player() {}

  /** hls.js itself. */
  public static String library() throws IOException {
    try (InputStream in = Player.class.getResourceAsStream(LIBRARY)) {
      if (in == null) {
        throw new IOException(LIBRARY + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The page. A stream is played from when two seconds of it are there. Once each was played for so
   * many seconds, or has failed, it sends to {@code /report} a line for each: how often the player
   * ran out of what to play (a browser that is too busy to show what it has does not count), for
   * how many seconds it played, and what went wrong.
   */
  public static String page(int seconds, String... streams) {
    return """
    <!DOCTYPE html><title>players</title>
    <script src="/hls.js"></script>
    <script>
    const seconds = %d;
    function play(stream) {
      const video = document.body.appendChild(document.createElement('video'));
      video.muted = true;
      const hls = new Hls({lowLatencyMode: true});
      const troubles = [];
      let stalls = 0;
      let from = -1;
      const end = () => video.buffered.length ? video.buffered.end(video.buffered.length - 1) : 0;
      const start = () => {
        if (video.paused && end() && end() - video.buffered.start(0) >= 2) video.play();
      };
      return new Promise(resolve => {
        const over = () => resolve(
          stalls + ' ' + (video.currentTime - from).toFixed(1) + ' ' + troubles.join(','));
        video.addEventListener('playing', () => { if (from < 0) from = video.currentTime; });
        video.addEventListener('waiting', () => {
          if (from >= 0 && end() - video.currentTime < 0.2) stalls++;
        });
        video.addEventListener('ended', over);
        video.addEventListener('timeupdate', () => {
          if (from >= 0 && video.currentTime - from >= seconds) over();
        });
        hls.on(Hls.Events.BUFFER_APPENDED, start);
        hls.on(Hls.Events.ERROR, (_, trouble) => {
          troubles.push(trouble.details);
          if (trouble.fatal) over();
        });
        setTimeout(() => {
          troubles.push('unfinished after ' + video.currentTime);
          over();
        }, 30000);
        hls.loadSource(stream);
        hls.attachMedia(video);
      });
    }
    window.onload = () => Promise.all([%s].map(play)).then(
      lines => fetch('/report', {method: 'POST', body: lines.join('\\n')}));
    </script><body></body>
    """
        .formatted(seconds, "'" + String.join("', '", streams) + "'");
  }
}
