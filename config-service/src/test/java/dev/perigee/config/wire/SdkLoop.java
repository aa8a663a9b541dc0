package dev.perigee.config.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** The SDK's own client, whose requests end in a function instead of a socket. */
public final class SdkLoop implements SdkHttpClient {

  public static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private final Function<WireRequest, WireResponse> server;

  private SdkLoop(Function<WireRequest, WireResponse> server) {
    this.server = server;
  }

  public static CloudFrontClient client(Function<WireRequest, WireResponse> server) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:9000"))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET)))
        .httpClient(new SdkLoop(server))
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return response(server.apply(wireRequest(request)));
      }

      @Override
      public void abort() {
        // There is nothing under way.
      }
    };
  }

  @Override
  public void close() {
    // There is nothing open.
  }

  private static WireRequest wireRequest(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    String query = http.encodedQueryParameters().map(text -> "?" + text).orElse("");
    Map<String, List<String>> headers = new HashMap<>();
    http.forEachHeader(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
    byte[] body =
        request
            .contentStreamProvider()
            .map(provider -> {
              try {
                return provider.newStream().readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
            .orElse(new byte[0]);
    return new WireRequest(http.method().name(), http.encodedPath() + query, headers, body);
  }

  private static HttpExecuteResponse response(WireResponse wire) {
    SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(wire.status());
    wire.headers().forEach(http::putHeader);
    return HttpExecuteResponse.builder()
        .response(http.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(wire.body())))
        .build();
  }
}
