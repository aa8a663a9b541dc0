package dev.perigee.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Distributions with one feature each, and requests that make use of it. */
final class SiteFeatures {

  private static final String SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";
  private static final String SIMPLE_CORS = "60669652-455b-4ae9-85a4-c4c02393f86c";
  private static final int TEXT_BYTES = 4_096;
  private static final int KEY_BITS = 2_048;
  private static final Duration LINK_LASTS = Duration.ofDays(1);
  private static final long DAY_SECONDS = 86_400;

  private final CloudFrontClient client;
  private final KeyPair signer;
  private String signerId = "";

  SiteFeatures(CloudFrontClient client) throws NoSuchAlgorithmException {
    this.client = client;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    this.signer = generator.generateKeyPair();
  }

  /** Two cookies and three query parameters are in the key. */
  DistributionConfig keyed(DistributionConfig base) {
    String policy =
        client
            .createCachePolicy(r ->
                r.cachePolicyConfig(c ->
                    c.name("keyed-" + UUID.randomUUID())
                        .minTTL(1L)
                        .defaultTTL(DAY_SECONDS)
                        .maxTTL(DAY_SECONDS)
                        .parametersInCacheKeyAndForwardedToOrigin(p ->
                            p.enableAcceptEncodingGzip(false)
                                .headersConfig(h -> h.headerBehavior("none"))
                                .cookiesConfig(k ->
                                    k.cookieBehavior("whitelist")
                                        .cookies(n -> n.quantity(2).items("locale", "plan")))
                                .queryStringsConfig(q ->
                                    q.queryStringBehavior("whitelist")
                                        .queryStrings(
                                            n -> n.quantity(3).items("page", "size", "sort"))))))
            .cachePolicy()
            .id();
    return with(base, behavior -> behavior.cachePolicyId(policy));
  }

  HitCase keyedHit() {
    return HitCase.special("keyed", 1_024, 1_024, "Cookie: a=1; locale=en; session=x; plan=pro")
        .at("/bytes/1024?utm=x&page=2&size=20&sort=name&ref=y");
  }

  DistributionConfig compressing(DistributionConfig base) {
    return with(base, behavior -> behavior.compress(true));
  }

  HitCase compressedHit() {
    return HitCase.special(
            "compressed", TEXT_BYTES, HitCase.ANY_BYTES, "Accept-Encoding: gzip, deflate, br")
        .at("/text/" + TEXT_BYTES);
  }

  DistributionConfig withSecurityHeaders(DistributionConfig base) {
    return with(base, behavior -> behavior.responseHeadersPolicyId(SECURITY_HEADERS));
  }

  DistributionConfig withCors(DistributionConfig base) {
    return with(base, behavior -> behavior.responseHeadersPolicyId(SIMPLE_CORS));
  }

  HitCase crossOriginHit(int bytes) {
    return HitCase.special("CORS", bytes, bytes, "Origin: https://www.example.org");
  }

  /** Each request has a line in the standard log. */
  DistributionConfig logged(DistributionConfig base) {
    return base.toBuilder()
        .callerReference(UUID.randomUUID().toString())
        .logging(l ->
            l.enabled(true)
                .includeCookies(false)
                .bucket("bench-logs.s3.amazonaws.com")
                .prefix("features/"))
        .build();
  }

  /** Only signed URLs are answered. */
  DistributionConfig restricted(DistributionConfig base) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(signer.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    signerId =
        client
            .createPublicKey(r ->
                r.publicKeyConfig(c ->
                    c.callerReference(UUID.randomUUID().toString())
                        .name("key-" + UUID.randomUUID())
                        .encodedKey(pem)))
            .publicKey()
            .id();
    String group =
        client
            .createKeyGroup(
                r -> r.keyGroupConfig(c -> c.name("group-" + UUID.randomUUID()).items(signerId)))
            .keyGroup()
            .id();
    return with(
        base, behavior -> behavior.trustedKeyGroups(t -> t.enabled(true).quantity(1).items(group)));
  }

  /** A request for the restricted distribution of a host. */
  HitCase signedHit(String host, int bytes) {
    String url =
        CloudFrontUtilities.create()
            .getSignedUrlWithCannedPolicy(
                CannedSignerRequest.builder()
                    .resourceUrl("http://" + host + "/bytes/" + bytes)
                    .privateKey(signer.getPrivate())
                    .keyPairId(signerId)
                    .expirationDate(Instant.now().plus(LINK_LASTS))
                    .build())
            .url();
    return HitCase.whole(Wire.HTTP1, bytes).at(url.substring(url.indexOf("/bytes/")));
  }

  private static DistributionConfig with(
      DistributionConfig base, Consumer<DefaultCacheBehavior.Builder> change) {
    DefaultCacheBehavior.Builder behavior = base.defaultCacheBehavior().toBuilder();
    change.accept(behavior);
    return base.toBuilder()
        .callerReference(UUID.randomUUID().toString())
        .defaultCacheBehavior(behavior.build())
        .build();
  }
}
