package dev.perigee.edge.tls;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificates in a directory, read again whenever their files change. A pair of files that
 * cannot be used is reported once, and what was read under its name before stays in use.
 */
public final class Certificates {

  private static final Logger LOG = Logger.getLogger(Certificates.class);

  private final Path directory;
  private final String domain;
  private final Runnable onChange;

  // Under this object's lock.
  private Map<String, Known> known = Map.of();
  private String trouble = "";

  private volatile CertificateSet current = CertificateSet.NONE;

  /** What was found under a name, and what of it is in use. */
  private record Known(String stamp, @Nullable ServerCertificate certificate) {}

  /**
   * @param domain under which each distribution has its own name
   * @param onChange called after other certificates have come into use
   */
  Certificates(Path directory, String domain, Runnable onChange) {
    this.directory = directory;
    this.domain = domain;
    this.onChange = onChange;
  }

  CertificateSet current() {
    return current;
  }

  /** Looks for changes from time to time. */
  void follow(Vertx vertx, long everyMillis) {
    vertx.setPeriodic(
        everyMillis,
        _ ->
            vertx
                .executeBlocking(() -> {
                  reload();
                  return null;
                })
                .onFailure(failure -> LOG.errorf(failure, "a bug: certificates")));
  }

  /** Reads what has changed. */
  synchronized void reload() {
    try {
      Map<String, Known> found = new HashMap<>();
      for (CertificateFiles files : CertificateFiles.in(directory)) {
        found.put(files.name(), read(files));
      }
      trouble = "";
      if (!found.equals(known)) {
        known = Map.copyOf(found);
        use();
      }
    } catch (IOException e) {
      reportOnce("the certificates in %s cannot be read: %s".formatted(directory, e));
    }
  }

  private Known read(CertificateFiles files) throws IOException {
    String stamp = files.stamp();
    Known before = known.get(files.name());
    if (before != null && before.stamp().equals(stamp)) {
      return before;
    }
    try {
      ServerCertificate certificate = files.read();
      LOG.infof("certificate %s for %s", certificate.name(), certificate.hosts());
      return new Known(stamp, certificate);
    } catch (IOException | GeneralSecurityException e) {
      ServerCertificate old = before == null ? null : before.certificate();
      LOG.errorf(
          "certificate %s cannot be used%s: %s",
          files.name(), old == null ? "" : ", the one before stays", e.getMessage());
      return new Known(stamp, old);
    }
  }

  private void use() {
    List<ServerCertificate> usable = new ArrayList<>();
    for (Known one : known.values()) {
      if (one.certificate() != null) {
        usable.add(one.certificate());
      }
    }
    CertificateSet set = new CertificateSet(usable, domain);
    if (set.size() == 0) {
      LOG.warnf("no certificate in %s: no viewer can connect over HTTPS", directory);
    }
    current = set;
    onChange.run();
  }

  private void reportOnce(String message) {
    if (!message.equals(trouble)) {
      trouble = message;
      LOG.error(message);
    }
  }
}
