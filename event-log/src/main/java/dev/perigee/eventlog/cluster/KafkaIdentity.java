package dev.perigee.eventlog.cluster;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.logging.Logger;

/**
 * Who a service is to Kafka's brokers, and who signs theirs: three files in PEM form. They are
 * looked at for each new connection and read again where they have changed, so that renewing a
 * certificate takes no restart. While they are of no use, what was read before stays in use.
 * Thread-safe.
 */
public final class KafkaIdentity {

  private static final Logger LOG = Logger.getLogger(KafkaIdentity.class);

  /** Of key stores that never leave the memory. */
  private static final char[] NO_PASSWORD = new char[0];

  private final PemFile authorities;
  private final PemFile certificate;
  private final PemFile key;

  // Under this object's lock.
  private String stamp;
  private SSLContext context;

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException that names the setting of one that is of no use
   */
  KafkaIdentity(PemFile authorities, PemFile certificate, PemFile key) {
    this.authorities = authorities;
    this.certificate = certificate;
    this.key = key;
    this.stamp = newestStamp();
    this.context = read();
  }

  /** What a new connection is made with. */
  synchronized SSLContext context() {
    String newest = newestStamp();
    if (!newest.equals(stamp)) {
      stamp = newest;
      try {
        context = read();
        LOG.info("the certificates for Kafka have changed: new connections use them");
      } catch (IllegalArgumentException e) {
        LOG.warnf("%s; what was read before stays in use", e.getMessage());
      }
    }
    return context;
  }

  private String newestStamp() {
    return authorities.stamp() + " " + certificate.stamp() + " " + key.stamp();
  }

  private SSLContext read() {
    Certificate[] chain = certificate.certificates().toArray(Certificate[]::new);
    PrivateKey own = key.privateKey(chain[0].getPublicKey());
    try {
      KeyStore shown = empty();
      shown.setKeyEntry("own", own, NO_PASSWORD, chain);
      KeyStore trusted = empty();
      int count = 0;
      for (Certificate authority : authorities.certificates()) {
        trusted.setCertificateEntry("authority-" + count++, authority);
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(shown, NO_PASSWORD);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw certificate.unexpected("a certificate, before those of who signed it", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}
