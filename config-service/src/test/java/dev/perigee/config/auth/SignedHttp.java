package dev.perigee.config.auth;

import dev.perigee.config.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;

/** Sends requests that the SDK's signer signs, for what no client of the SDK does. */
public final class SignedHttp {

  private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length", "expect");

  private final URI endpoint;
  private final String accessKeyId;
  private final String secret;
  private final String ifMatch;
  private final String service;

  public SignedHttp(URI endpoint, String accessKeyId, String secret) {
    this(endpoint, accessKeyId, secret, "", "cloudfront");
  }

  private SignedHttp(
      URI endpoint, String accessKeyId, String secret, String ifMatch, String service) {
    this.endpoint = endpoint;
    this.accessKeyId = accessKeyId;
    this.secret = secret;
    this.ifMatch = ifMatch;
    this.service = service;
  }

  public SignedHttp service(String signedFor) {
    return new SignedHttp(endpoint, accessKeyId, secret, ifMatch, signedFor);
  }

  public SignedHttp ifMatch(String etag) {
    return new SignedHttp(endpoint, accessKeyId, secret, etag, service);
  }

  public HttpResponse<String> send(String method, String uri, String body)
      throws IOException, InterruptedException {
    return send(sign(method, uri, body), uri);
  }

  WireRequest sign(String method, String uri, String body) {
    SignedRequest request = new SignedRequest(accessKeyId, secret, Instant.now());
    request.port = endpoint.getPort();
    request.method = method;
    request.uri = uri;
    request.body = body;
    request.ifMatch = ifMatch;
    request.service = service;
    return request.build();
  }

  HttpResponse<String> send(WireRequest request, String uri)
      throws IOException, InterruptedException {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(endpoint.resolve(uri))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().entrySet().stream()
        .filter(header -> !OF_THE_CLIENT.contains(header.getKey()))
        .forEach(header -> header.getValue().forEach(value -> http.header(header.getKey(), value)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(http.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
