package dev.perigee.config.api;

import dev.perigee.config.audit.AuditQuery;
import dev.perigee.config.audit.AuditTrail;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.JsonWire;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/** Reads the audit trail of the caller's account: Perigee's own, signed as for CloudFront. */
@Singleton
final class AuditApi implements Api {

  private static final String PATH = "/perigee/audit";

  private final AuditTrail trail;

  AuditApi(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public String name() {
    return "perigee";
  }

  @Override
  public String signingName() {
    return "cloudfront";
  }

  @Override
  public boolean serves(String rawPath) {
    return rawPath.equals(PATH);
  }

  @Override
  public Action route(WireRequest request) {
    if (!request.method().equals("GET")) {
      throw new ApiException("MethodNotAllowed", PATH + " has the method GET only");
    }
    return new ListChanges(request);
  }

  @Override
  public WireResponse error(ApiException error, String requestId) {
    return JsonWire.error(error.status(), error.code(), error.text(), requestId);
  }

  private final class ListChanges implements Action {

    private final WireRequest request;

    ListChanges(WireRequest request) {
      this.request = request;
    }

    @Override
    public String operation() {
      return "ListChanges";
    }

    @Override
    public WireResponse run(Call call) {
      return JsonWire.ok(
          trail.find(call.caller().account(), AuditQuery.of(request.query())),
          Map.of(),
          call.requestId());
    }
  }
}
