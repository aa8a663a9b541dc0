package dev.perigee.edge.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be configured of an edge's real-time logs. */
@ConfigMapping(prefix = "perigee.edge.realtime-log")
public interface RealtimeLogSettings {

  /** What the name of a stream's topic begins with; the stream's own name follows. */
  @WithDefault("perigee.realtime.")
  String topicPrefix();

  /** How long records stay in a topic that an edge makes; 1 min to 365 days. */
  @WithDefault("1d")
  Duration topicRetention();

  /** Bytes of records that may wait to be sent, 65,536 to 2^30; further records are let go. */
  @WithDefault("8388608")
  long queueMaxBytes();

  /** Bytes of records under way to the brokers, 65,536 to 2^30. */
  @WithDefault("8388608")
  long bufferBytes();
}
