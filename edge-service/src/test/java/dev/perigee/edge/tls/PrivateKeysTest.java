package dev.perigee.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeysTest {

  /** Bytes of PKCS #8 before the key itself: lengths, version, algorithm, and the octets' head. */
  private static final int RSA_ENVELOPE = 26;

  @ParameterizedTest
  @CsvSource({"RSA, 2048", "EC, 256", "EC, 384"})
  void pkcs8IsRead(String algorithm, int bits) throws Exception {
    KeyPair pair = pair(algorithm, bits);
    byte[] pem = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    assertThat(PrivateKeys.read(pem)).isEqualTo(pair.getPrivate());
    KeyPairs.check(pair.getPublic(), PrivateKeys.read(pem));
  }

  @Test
  void pkcs1IsRead() throws Exception {
    KeyPair pair = pair("RSA", 2048);
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    byte[] pem = pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, RSA_ENVELOPE, pkcs8.length));
    assertThat(PrivateKeys.read(pem)).isEqualTo(pair.getPrivate());
  }

  /** Made by {@code openssl ecparam -name prime256v1 -genkey}. */
  @Test
  void sec1IsRead() throws Exception {
    String pem =
        """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEICF6ttT0osxqUfUY9GwVQneZQMtdjLFki+fh6seOkfCQoAoGCCqGSM49
        AwEHoUQDQgAElBr51R7omww9RJS8oaFmDSe7Cnfu5Icif4uu3ApeuTkIfNd8XEE6
        JWFtdD/qd5RDNIyu4JQIU5czIoQuSyGZQw==
        -----END EC PRIVATE KEY-----
        """;
    assertThat(PrivateKeys.read(pem.getBytes(StandardCharsets.US_ASCII)).getAlgorithm())
        .isEqualTo("EC");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    assertThatThrownBy(() -> PrivateKeys.read("hello".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("no private key (expected: one in PEM form, not encrypted)");
  }

  private static KeyPair pair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static byte[] pem(String label, byte[] der) {
    return ("-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + label
            + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
