package dev.perigee.edge.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.TrustedKey;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.signature.Verdict.Refused;
import dev.perigee.edge.signature.Verdict.Signed;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;

/** cloudfront.md, A10, with signatures by the AWS SDK. The viewer's address is 192.0.2.1. */
class SignedRequestsTest {

  private static final String BASE = "http://www.example.org:8080";
  private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000L);
  private static final Instant LATER = NOW.plusSeconds(1);
  private static final CloudFrontUtilities SDK = CloudFrontUtilities.create();

  private static final KeyPair RSA = Signers.rsa(2048);
  private static final KeyPair EC = Signers.ec("secp256r1");
  private static final KeyPair STRANGER = Signers.rsa(2048);
  private static final SignedRequests RULES =
      SignedRequests.by(List.of(Signers.trusted("KRSA", RSA), Signers.trusted("KEC", EC)));

  private final VerifiedSignatures verified = new VerifiedSignatures();

  @ParameterizedTest
  @ValueSource(strings = {"/a.jpg", "/a.jpg?size=large&&x", "/dir/?a=%20", "/a*b.jpg"})
  @Tag("A10.1")
  void aCannedPolicyOpensItsUrlAlone(String target) {
    String signed = canned(BASE + target, LATER, RSA, "KRSA");
    assertThat(rest(signed)).isEqualTo(target);
    assertThat(error(signed.replace("KRSA", "KEC"))).isEqualTo(SignatureError.ACCESS_DENIED);
    assertThat(error(signed.replace("/a", "/b").replace("/dir", "/dir2")))
        .isEqualTo(SignatureError.ACCESS_DENIED);
    assertThat(error(signed + "&more=1")).isEqualTo(SignatureError.ACCESS_DENIED);
    assertThat(error(signed.replace("Expires=2", "Expires=3")))
        .isEqualTo(SignatureError.ACCESS_DENIED);
  }

  @Test
  @Tag("A10.3")
  void ecdsaSignsAsWell() {
    assertThat(rest(canned(BASE + "/a", LATER, EC, "KEC"))).isEqualTo("/a");
  }

  @Test
  @Tag("A10.1")
  void itsTimeEndsAtItsSecond() {
    assertThat(error(canned(BASE + "/a", NOW, RSA, "KRSA")))
        .isEqualTo(SignatureError.ACCESS_DENIED);
  }

  @Test
  @Tag("A10.2")
  void aCustomPolicySaysFromWhenForWhomAndForWhichUrls() {
    assertThat(rest(custom("/x/a.jpg?s=1", BASE + "/x/*", NOW.minusSeconds(1), "192.0.2.0/24")))
        .isEqualTo("/x/a.jpg?s=1");
    assertThat(error(custom("/y/a.jpg", BASE + "/x/*", NOW.minusSeconds(1), "192.0.2.0/24")))
        .isEqualTo(SignatureError.ACCESS_DENIED);
    assertThat(error(custom("/x/a.jpg", BASE + "/x/*", NOW, "192.0.2.0/24")))
        .as("not on or before its beginning")
        .isEqualTo(SignatureError.ACCESS_DENIED);
    assertThat(error(custom("/x/a.jpg", BASE + "/x/*", NOW.minusSeconds(1), "192.0.3.0/24")))
        .isEqualTo(SignatureError.ACCESS_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1withRSA, KRSA, ''",
    "SHA1withRSA, KRSA, &Hash-Algorithm=SHA1",
    "SHA256withRSA, KRSA, &Hash-Algorithm=SHA256",
    "SHA1withECDSA, KEC, ''",
    "SHA256withECDSA, KEC, &Hash-Algorithm=SHA256",
  })
  void theHashAlgorithmIsNamed(String algorithm, String keyId, String parameter) {
    KeyPair pair = keyId.equals("KEC") ? EC : RSA;
    String query = Signers.query(policy("\"Resource\":\"*\","), algorithm, pair, keyId);
    assertThat(rest(BASE + "/a?" + query + parameter)).isEqualTo("/a");
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256withRSA, ''",
    "SHA1withRSA, &Hash-Algorithm=SHA256",
    "SHA1withRSA, &Hash-Algorithm=MD5",
  })
  @Tag("A10.3")
  void anotherHashAlgorithmThanTheNamedOneIsNone(String algorithm, String parameter) {
    String query = Signers.query(policy("\"Resource\":\"*\","), algorithm, RSA, "KRSA");
    assertThat(error(BASE + "/a?" + query + parameter)).isEqualTo(SignatureError.ACCESS_DENIED);
  }

  @Test
  void withoutAResourceAPolicyOpensEverything() {
    assertThat(rest(BASE + "/any?b&" + Signers.query(policy(""), "SHA1withRSA", RSA, "KRSA")))
        .isEqualTo("/any?b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Statement\":[]}",
        "{\"Statement\":[{\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{}}]}",
        "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":\"3000000000\"}}}]}",
        "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":3000000000},"
            + "\"Unknown\":{}}}]}",
        "{\"Statement\":[{\"Resource\":\"ftp:x\",\"Condition\":{\"DateLessThan\":"
            + "{\"AWS:EpochTime\":3000000000}}}]}",
        "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":3000000000},"
            + "\"IpAddress\":{\"AWS:SourceIp\":\"2001:db8::/32\"}}}]}",
        "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":3000000000}}},"
            + "{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":3000000000}}}]}",
        "not json",
      })
  void aPolicyThatIsNotUnderstoodToTheLastOpensNothing(String policy) {
    assertThat(error(BASE + "/a?" + Signers.query(policy, "SHA1withRSA", RSA, "KRSA")))
        .isEqualTo(SignatureError.MALFORMED_POLICY);
  }

  @Test
  @Tag("A10.5")
  void whatIsWrongHasCloudFrontsWord() {
    String signed = canned(BASE + "/a", LATER, RSA, "KRSA");
    assertThat(error(BASE + "/a")).isEqualTo(SignatureError.MISSING_KEY);
    assertThat(error(signed.replace("Key-Pair-Id=KRSA", "Key-Pair-Id=")))
        .isEqualTo(SignatureError.MISSING_KEY);
    assertThat(error(signed.replace("KRSA", "KOTHER"))).isEqualTo(SignatureError.INVALID_KEY);
    assertThat(error(signed.replace("Signature=", "Signature=!")))
        .isEqualTo(SignatureError.MALFORMED_SIGNATURE);
    assertThat(error(BASE + "/a?Policy=!&Signature=AAAA&Key-Pair-Id=KRSA"))
        .isEqualTo(SignatureError.MALFORMED_POLICY);
    assertThat(error(canned(BASE + "/a", LATER, STRANGER, "KRSA")))
        .isEqualTo(SignatureError.ACCESS_DENIED);
  }

  @Test
  void whatWasFoundGoodIsGoodForNothingElse() {
    String signed = canned(BASE + "/a", LATER, RSA, "KRSA");
    assertThat(rest(signed)).isEqualTo("/a");
    assertThat(rest(signed)).isEqualTo("/a");
    assertThat(RULES.check(request(signed), LATER, verified))
        .isEqualTo(new Refused(SignatureError.ACCESS_DENIED));
    assertThat(error(signed + "&Hash-Algorithm=SHA256")).isEqualTo(SignatureError.ACCESS_DENIED);
    String text = SignedPolicy.canned(BASE + "/a", Long.toString(LATER.getEpochSecond()));
    assertThat(error(signed + "&Policy=" + text))
        .as("a policy in the request is encoded")
        .isEqualTo(SignatureError.MALFORMED_POLICY);
  }

  @Test
  void cookiesSignAsUrlsDoAndGoNoFurther() {
    CookiesForCannedPolicy canned =
        SDK.getCookiesForCannedPolicy(b ->
            b.resourceUrl(BASE + "/a?b=1")
                .privateKey(RSA.getPrivate())
                .keyPairId("KRSA")
                .expirationDate(LATER));
    Verdict verdict =
        check(
            "/a?b=1",
            "cookie",
            "x=1; %s; %s; %s"
                .formatted(
                    canned.expiresHeaderValue(),
                    canned.signatureHeaderValue(),
                    canned.keyPairIdHeaderValue()));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Signed.class,
            signed -> {
              assertThat(signed.request().first("cookie")).isEqualTo("x=1");
              assertThat(signed.request().target().query()).isEqualTo("b=1");
            });

    String custom = customCookies();
    assertThat(check("/films/2/part-7", "cookie", custom)).isInstanceOf(Signed.class);
    assertThat(check("/other", "cookie", custom))
        .isEqualTo(new Refused(SignatureError.ACCESS_DENIED));
  }

  @Test
  @Tag("A10.4")
  void aSignedUrlIsJudgedByItselfWhateverTheCookiesSay() {
    String expired = canned(BASE + "/films/1", NOW, RSA, "KRSA").substring(BASE.length());
    assertThat(check(expired, "cookie", customCookies()))
        .isEqualTo(new Refused(SignatureError.ACCESS_DENIED));
    String good = canned(BASE + "/films/1", LATER, RSA, "KRSA").substring(BASE.length());
    assertThat(check(good, "cookie", "CloudFront-Key-Pair-Id=KOTHER"))
        .isInstanceOfSatisfying(
            Signed.class, signed -> assertThat(signed.request().first("cookie")).isNull());
  }

  @Test
  void aKeyThatCannotBeReadVerifiesNothingAndOpensNothing() {
    for (String pem :
        List.of("-", Signers.pem(Signers.rsa(1024)), Signers.pem(Signers.ec("secp384r1")))) {
      SignedRequests rules = SignedRequests.by(List.of(new TrustedKey("KRSA", pem)));
      ViewerRequest request = request(canned(BASE + "/a", LATER, RSA, "KRSA"));
      assertThat(rules.check(request, NOW, verified))
          .isEqualTo(new Refused(SignatureError.INVALID_KEY));
    }
  }

  private static String customCookies() {
    CookiesForCustomPolicy cookies =
        SDK.getCookiesForCustomPolicy(b ->
            b.resourceUrl(BASE + "/films/*")
                .privateKey(RSA.getPrivate())
                .keyPairId("KRSA")
                .expirationDate(LATER));
    return String.join(
        "; ",
        cookies.policyHeaderValue(),
        cookies.signatureHeaderValue(),
        cookies.keyPairIdHeaderValue());
  }

  private static String canned(String url, Instant expires, KeyPair pair, String keyId) {
    return SDK.getSignedUrlWithCannedPolicy(b ->
            b.resourceUrl(url)
                .privateKey(pair.getPrivate())
                .keyPairId(keyId)
                .expirationDate(expires))
        .url();
  }

  private static String custom(String target, String pattern, Instant from, String addresses) {
    return SDK.getSignedUrlWithCustomPolicy(b ->
            b.resourceUrl(BASE + target)
                .resourceUrlPattern(pattern)
                .privateKey(RSA.getPrivate())
                .keyPairId("KRSA")
                .expirationDate(LATER)
                .activeDate(from)
                .ipRange(addresses))
        .url();
  }

  private static String policy(String resource) {
    return "{\"Statement\":[{"
        + resource
        + "\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":3000000000}}}]}";
  }

  private static ViewerRequest request(String url, String... fields) {
    return Requests.viewer("GET", url.startsWith("/") ? url : url.substring(BASE.length()), fields);
  }

  private Verdict check(String url, String... fields) {
    return RULES.check(request(url, fields), NOW, verified);
  }

  /** The target that is left of a good URL. */
  private String rest(String url) {
    return switch (check(url)) {
      case Signed(ViewerRequest rest) -> {
        String query = rest.target().query();
        yield rest.target().rawPath() + (query.isEmpty() ? "" : "?" + query);
      }
      case Refused(SignatureError error) -> throw new AssertionError(error);
    };
  }

  private SignatureError error(String url) {
    return switch (check(url)) {
      case Signed(ViewerRequest rest) -> throw new AssertionError(rest);
      case Refused(SignatureError error) -> error;
    };
  }
}
