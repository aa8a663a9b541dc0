package dev.perigee.edge.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be configured of an edge's access logs. */
@ConfigMapping(prefix = "perigee.edge.access-log")
public interface AccessLogSettings {

  /**
   * Folder of the log files, made where it is not there; {@code access-logs} in the state directory
   * where nothing is said.
   */
  Optional<Path> directory();

  /** Bytes of lines that may wait to be written, 65,536 to 2^30; further lines are let go. */
  @WithDefault("16777216")
  long queueMaxBytes();

  /** Age at which a file is finished and the next one begun; 1 s to 1 h. */
  @WithDefault("5m")
  Duration rotateAfter();

  /** Bytes of text at which a file is finished, 65,536 to 2^30. */
  @WithDefault("67108864")
  long rotateBytes();

  /** Bytes of all files; 1,048,576 to 2^40. Beyond it the oldest finished ones are deleted. */
  @WithDefault("1073741824")
  long maxBytes();

  Delivery delivery();

  /** Where finished files go. */
  interface Delivery {
    /**
     * URL of the S3 server that has the buckets that distributions name; files stay in the folder
     * where nothing is said, else they leave it once they are delivered.
     */
    Optional<URI> endpoint();

    /** Region that requests to it are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** Access key of that server. */
    Optional<String> accessKeyId();

    /** The access key's secret. */
    Optional<String> secretAccessKey();
  }
}
