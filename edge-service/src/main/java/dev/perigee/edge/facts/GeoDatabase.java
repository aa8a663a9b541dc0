package dev.perigee.edge.facts;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.perigee.edge.settings.EdgeSettings;
import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where addresses are, by a MaxMind-format file that the operator brings. The file is mapped into
 * memory, and read anew when another one has taken its place; one that cannot be read leaves the
 * former in use. Look-ups are thread-safe and do not block.
 */
@Singleton
public final class GeoDatabase {

  private static final Logger LOG = Logger.getLogger(GeoDatabase.class);

  private final Optional<Path> file;
  private volatile @Nullable Reader reader;
  // Of the thread that reads the file alone.
  private @Nullable FileTime readAt;

  @Inject
  public GeoDatabase(EdgeSettings settings) {
    this(settings.geoDatabase());
  }

  GeoDatabase(Optional<Path> file) {
    this.file = file;
    check();
  }

  /** Looks after the file from now on. */
  public void follow(Vertx vertx, long checkMillis) {
    if (file.isPresent()) {
      vertx.setPeriodic(
          checkMillis,
          _ ->
              vertx.executeBlocking(() -> {
                check();
                return true;
              }));
    }
  }

  /** Reads the file if it is not the one that was read last. Blocks. */
  synchronized void check() {
    if (file.isEmpty()) {
      return;
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file.get());
      if (!changed.equals(readAt)) {
        reader = new Reader(file.get().toFile(), new CHMCache());
        readAt = changed;
        LOG.infof("countries by %s of %s", file.get(), changed);
      }
    } catch (IOException | RuntimeException e) {
      LOG.errorf("%s cannot be read: %s", file.get(), e);
    }
  }

  /** Whether there is a database at all. */
  public boolean isThere() {
    return reader != null;
  }

  /** The country of an address, ISO 3166-1 alpha-2; null where it is not known. */
  public @Nullable String country(String address) {
    return find(address).country();
  }

  /** The number of the network that an address is in; null where it is not known. */
  public @Nullable String asn(String address) {
    return find(address).asn();
  }

  Place find(String address) {
    Reader database = reader;
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (database == null || bytes == null) {
      return new Place(Map.of());
    }
    try {
      Map<?, ?> found = database.get(InetAddress.getByAddress(bytes), Map.class);
      return new Place(found == null ? Map.of() : found);
    } catch (IOException | RuntimeException e) {
      LOG.debugf("%s cannot be looked up: %s", address, e);
      return new Place(Map.of());
    }
  }
}
