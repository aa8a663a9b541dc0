package dev.perigee.e2e.media;

import dev.perigee.testkit.http.Received;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Checks Signature Version 4 by signing once more, with the AWS SDK. */
final class Signatures {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String REGION = "us-east-1";

  private Signatures() {}

  static boolean isSigned(Received request, String service, String key, String secret) {
    String at = request.head().first("x-amz-date").orElse("");
    if (at.isEmpty()) {
      return false;
    }
    Clock then = Clock.fixed(TIME.parse(at, Instant::from), ZoneOffset.UTC);
    SdkHttpRequest.Builder again =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.valueOf(request.method()))
            .uri(
                URI.create(
                    "https://" + request.head().first("Host").orElse("none") + request.target()));
    request.head().first("x-amz-cf-id").ifPresent(id -> again.putHeader("x-amz-cf-id", id));
    List<String> expected =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(AwsCredentialsIdentity.create(key, secret))
                    .request(again.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                    .putProperty(HttpSigner.SIGNING_CLOCK, then))
            .request()
            .matchingHeaders("Authorization");
    return request.head().all("Authorization").equals(expected);
  }
}
