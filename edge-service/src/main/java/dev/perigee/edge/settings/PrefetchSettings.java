package dev.perigee.edge.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be configured of fetching the next segment of a stream before a viewer asks for it. */
@ConfigMapping(prefix = "perigee.edge.prefetch")
public interface PrefetchSettings {

  /** Whether the segment after the one that a viewer is sent is fetched beforehand. */
  @WithDefault("false")
  boolean enabled();

  /**
   * Whether the next segment's name is guessed where no playlist tells it: the number at the end of
   * the name, and one more.
   */
  @WithDefault("true")
  boolean byNumber();

  /** Segments that are waited for at a time, 1 to 65,536; others are not fetched beforehand. */
  @WithDefault("32")
  int maxAtOnce();

  /**
   * How long a segment that was not there is not asked for beforehand again, nor another one of the
   * same name but for its number; 1 s to 1 h.
   */
  @WithDefault("10s")
  Duration pause();

  /** Characters that the segments known from playlists may have together; 65,536 to 2^30. */
  @WithDefault("4194304")
  long maxCharacters();
}
