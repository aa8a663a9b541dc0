package dev.perigee.router.guess;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.perigee.contracts.ClientPrefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where networks are by a MaxMind-format file of cities, which is mapped into memory. */
final class GeoFile implements Geography.Locator {

  private static final Logger LOG = Logger.getLogger(GeoFile.class);

  private final FollowedFile<Reader> file;

  GeoFile(Path path) {
    this.file = new FollowedFile<>(path, it -> new Reader(it.toFile(), new CHMCache()));
  }

  void check() {
    file.check();
  }

  @Override
  public long version() {
    return file.version();
  }

  @Override
  public @Nullable GlobePoint locate(ClientPrefix network) {
    Reader reader = file.content();
    if (reader == null) {
      return null;
    }
    try {
      Map<?, ?> found = reader.get(network.address(), Map.class);
      return found != null
              && found.get("location") instanceof Map<?, ?> location
              && location.get("latitude") instanceof Double latitude
              && location.get("longitude") instanceof Double longitude
          ? GlobePoint.at(latitude, longitude)
          : null;
    } catch (IOException | RuntimeException e) {
      LOG.debugf("%s cannot be looked up: %s", network, e);
      return null;
    }
  }
}
