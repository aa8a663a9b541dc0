package dev.perigee.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Sends the API what no client would: any bytes, signed as the AWS SDK signs. */
record SignedApi(String endpoint, String accessKeyId, String secretAccessKey) {

  HttpResponse<String> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    return send(method, path, body, Map.of());
  }

  /**
   * @param others headers that are not signed
   */
  HttpResponse<String> send(String method, String path, byte[] body, Map<String, String> others)
      throws IOException, InterruptedException {
    SdkHttpRequest signed = sign(method, path, body).request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .method(method, BodyPublishers.ofByteArray(body));
    for (Map.Entry<String, List<String>> field : signed.headers().entrySet()) {
      if (!field.getKey().equalsIgnoreCase("host")
          && !field.getKey().equalsIgnoreCase("content-length")) {
        field.getValue().forEach(value -> request.header(field.getKey(), value));
      }
    }
    others.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private SignedRequest sign(String method, String path, byte[] body) {
    SdkHttpRequest plain =
        SdkHttpRequest.builder()
            .uri(URI.create(endpoint + path))
            .method(SdkHttpMethod.fromValue(method))
            .build();
    return AwsV4HttpSigner.create()
        .sign(request ->
            request
                .identity(AwsCredentialsIdentity.create(accessKeyId, secretAccessKey))
                .request(plain)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cloudfront")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
  }
}
