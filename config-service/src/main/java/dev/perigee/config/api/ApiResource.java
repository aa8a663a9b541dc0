package dev.perigee.config.api;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes every request as it is. Paths are not matched here: ARNs come as one segment with {@code
 * %2F} in it, so that only the raw path tells the operation.
 */
@Path("/{path:.*}")
class ApiResource {

  /** How much of a body that is too large is read, so that the client gets to see the answer. */
  private static final int MAX_DISCARDED_BYTES = 8 << 20;

  private static final byte[] NO_BODY = {};

  private final Dispatcher dispatcher;

  ApiResource(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @GET
  public Response get(@Context HttpServerRequest request) {
    return serve(request, NO_BODY);
  }

  @DELETE
  public Response delete(@Context HttpServerRequest request, InputStream body) throws IOException {
    return serve(request, body);
  }

  @POST
  public Response post(@Context HttpServerRequest request, InputStream body) throws IOException {
    return serve(request, body);
  }

  @PUT
  public Response put(@Context HttpServerRequest request, InputStream body) throws IOException {
    return serve(request, body);
  }

  private Response serve(HttpServerRequest request, InputStream body) throws IOException {
    int most = dispatcher.maxBodyBytes(request.uri());
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      body.skip(MAX_DISCARDED_BYTES);
      return response(
          dispatcher.refuse(
              new ApiException(
                  "RequestEntityTooLarge", "the body is larger than " + most + " bytes"),
              request.uri()));
    }
    return serve(request, bytes);
  }

  private Response serve(HttpServerRequest request, byte[] body) {
    WireRequest wire;
    try {
      wire = new WireRequest(request.method().name(), request.uri(), headers(request), body);
    } catch (ApiException e) {
      return response(dispatcher.refuse(e, request.uri()));
    }
    String endpoint = request.scheme() + "://" + wire.header("host").orElse("localhost");
    return response(dispatcher.dispatch(wire, new Arrival(endpoint, clientAddress(request))));
  }

  private static String clientAddress(HttpServerRequest request) {
    SocketAddress address = request.remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return host == null ? "unknown" : host;
  }

  private static Map<String, List<String>> headers(HttpServerRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, value) ->
            headers
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value));
    HostAndPort authority = request.authority();
    if (authority != null) {
      // HTTP/2 has no Host header; clients sign the authority under its name.
      headers.putIfAbsent("host", List.of(authority.toString()));
    }
    return headers;
  }

  private static Response response(WireResponse wire) {
    Response.ResponseBuilder response = Response.status(wire.status());
    wire.headers().forEach(response::header);
    return wire.body().length == 0 ? response.build() : response.entity(wire.body()).build();
  }
}
