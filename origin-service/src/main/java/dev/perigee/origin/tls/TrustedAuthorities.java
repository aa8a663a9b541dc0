package dev.perigee.origin.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that may sign origins' certificates: the machine's, and the operator's own. */
public final class TrustedAuthorities {

  private TrustedAuthorities() {}

  /**
   * Trusts a file's certificates beside those that this Java trusts anyhow. Reads the file.
   *
   * @param file certificates in PEM form
   * @throws IllegalArgumentException where it cannot be read or holds none
   */
  public static X509TrustManager with(Path file) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (X509Certificate issuer : manager(null).getAcceptedIssuers()) {
        trusted.setCertificateEntry("java-" + count++, issuer);
      }
      for (Certificate own : read(file)) {
        trusted.setCertificateEntry("own-" + count++, own);
      }
      return manager(trusted);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "perigee.origin.trusted-certificates: "
              + file
              + " (expected: certificates in PEM form): "
              + e.getMessage(),
          e);
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (read.isEmpty()) {
        throw new CertificateException("no certificate in it");
      }
      return read;
    }
  }

  /**
   * @param trusted null for what this Java trusts
   */
  private static X509TrustManager manager(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager certificates) {
        return certificates;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }
}
