package dev.perigee.images;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;

/**
 * What is being built.
 *
 * @param created the same for each build of a version, so that images are reproducible
 */
record Release(String version, Instant created) {

  static Release current() {
    Properties properties = new Properties();
    try (InputStream resource = Release.class.getResourceAsStream("/images.properties")) {
      if (resource == null) {
        throw new IllegalStateException("images.properties is not on the class path");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new ImageException("images.properties cannot be read", e);
    }
    return new Release(
        properties.getProperty("version"), Instant.parse(properties.getProperty("created")));
  }
}
