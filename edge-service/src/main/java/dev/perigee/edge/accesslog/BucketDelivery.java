package dev.perigee.edge.accesslog;

import dev.perigee.edge.settings.AccessLogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Puts files into buckets of an S3 server, path style, signed. */
final class BucketDelivery implements Delivery {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SHOWN_CHARACTERS = 200;

  /** The HTTP client sets these itself, to the values that were signed. */
  private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

  private final URI endpoint;
  private final String region;
  private final AwsCredentialsIdentity credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  private BucketDelivery(URI endpoint, String region, AwsCredentialsIdentity credentials) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  /** As the settings say; empty where they name no server. */
  static Optional<Delivery> of(AccessLogSettings.Delivery settings) {
    return settings
        .endpoint()
        .map(endpoint ->
            new BucketDelivery(
                endpoint,
                settings.region(),
                AwsCredentialsIdentity.create(
                    settings.accessKeyId().orElseThrow(),
                    settings.secretAccessKey().orElseThrow())));
  }

  @Override
  public void put(String bucket, String key, Path file) throws IOException, InterruptedException {
    String path = "/" + name(bucket) + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(LIMIT)
            .PUT(BodyPublishers.ofFile(file));
    sign(path, file)
        .forEachHeader((name, values) -> {
          if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      String body = response.body();
      throw new RefusedException(
          "PUT %s: %d %s"
              .formatted(
                  endpoint.resolve(path),
                  response.statusCode(),
                  body.substring(0, Math.min(SHOWN_CHARACTERS, body.length()))));
    }
  }

  private SdkHttpRequest sign(String path, Path file) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .encodedPath(path)
            .method(SdkHttpMethod.PUT)
            .putHeader("Content-Type", "application/x-gzip")
            .build();
    ContentStreamProvider content =
        () -> {
          try {
            return Files.newInputStream(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return signer
        .sign(request ->
            request
                .identity(credentials)
                .request(unsigned)
                .payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
        .request();
  }

  /** {@code logs} of {@code logs.s3.amazonaws.com}. */
  private static String name(String bucket) {
    int end = bucket.indexOf(".s3");
    return end < 0 ? bucket : bucket.substring(0, end);
  }
}
