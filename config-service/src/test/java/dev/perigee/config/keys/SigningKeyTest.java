package dev.perigee.config.keys;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

  @Test
  void rsaOf2048BitsAndP256AreKeys() {
    assertThatCode(() -> SigningKey.check("Key", Pem.rsa(2048))).doesNotThrowAnyException();
    assertThatCode(() -> SigningKey.check("Key", Pem.ec("secp256r1"))).doesNotThrowAnyException();
    assertThatCode(() -> SigningKey.check("Key", Pem.rsa(2048).strip().replace("\n", "\r\n")))
        .doesNotThrowAnyException();
  }

  @Test
  void otherSizesAndCurvesAreNot() {
    assertRefused(Pem.rsa(1024));
    assertRefused(Pem.rsa(3072));
    assertRefused(Pem.ec("secp384r1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n=A=A\n-----END PUBLIC KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertRefused(text);
  }

  @Test
  void twoKeysAreNotOne() {
    assertRefused(Pem.rsa(2048) + Pem.rsa(2048));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> SigningKey.check("Key", text))
        .hasMessageStartingWith("InvalidArgument: Key: expected an RSA key of 2048 bits or");
  }
}
