package dev.perigee.local.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority with a key of its own, that signs certificates of servers and of their clients. */
public final class LocalAuthority {

  private static final X500Principal NAME = new X500Principal("CN=Perigee local authority");
  private static final Duration BEFORE = Duration.ofDays(1);
  private static final Duration AUTHORITY_LASTS = Duration.ofDays(3_650);

  /** Browsers refuse what is valid for longer. */
  private static final Duration CERTIFICATE_LASTS = Duration.ofDays(397);

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
  private static final int SERIAL_BITS = 120;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair keys;
  private final X509Certificate certificate;

  private LocalAuthority(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** A certificate, its chain and its key, in PEM form. */
  public record Signed(String chain, String key) {}

  /** Makes an authority that is valid from now on. */
  public static LocalAuthority create(Instant now) throws GeneralSecurityException {
    KeyPair keys = newKeys();
    try {
      X509v3CertificateBuilder builder = builder(NAME, now, AUTHORITY_LASTS, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new LocalAuthority(keys, signed(builder, keys));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Its own certificate in PEM form: what a client must trust. */
  public String pem() throws GeneralSecurityException {
    return Pem.of("CERTIFICATE", certificate.getEncoded());
  }

  /**
   * Makes a key and signs a certificate for these host names and IPv4 addresses, the first of which
   * is its subject's common name: what a client is known by.
   */
  public Signed sign(Instant now, String... hosts) throws GeneralSecurityException {
    return sign(now, newKeys(), hosts);
  }

  /** Signs such a certificate for keys that are there. */
  public Signed sign(Instant now, KeyPair own, String... hosts) throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          builder(new X500Principal("CN=" + hosts[0]), now, CERTIFICATE_LASTS, own);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              Arrays.stream(hosts).map(LocalAuthority::name).toArray(GeneralName[]::new)));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      X509Certificate signed = signed(builder, keys);
      return new Signed(
          Pem.of("CERTIFICATE", signed.getEncoded()) + pem(),
          Pem.of("PRIVATE KEY", own.getPrivate().getEncoded()));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static GeneralName name(String host) {
    boolean isAddress = ADDRESS.matcher(host).matches();
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Principal subject, Instant now, Duration lasts, KeyPair subjectKeys) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(SERIAL_BITS, RANDOM),
        Date.from(now.minus(BEFORE)),
        Date.from(now.plus(lasts)),
        subject,
        subjectKeys.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
