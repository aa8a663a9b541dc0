package dev.perigee.edge.distribution;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.TrustedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A behaviour with nothing in its key but the path, in which a test changes a little. */
public final class BehaviorBuilder {

  private final String pattern;
  private String originId = Snapshots.ORIGIN.id();
  private ViewerProtocol viewerProtocol = ViewerProtocol.ALLOW_ALL;
  private List<String> allowedMethods =
      List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE");
  private List<String> cachedMethods = List.of("GET", "HEAD");
  private CachePolicy policy = Snapshots.policy();
  private Forwarding forwarding = Forwarding.NOTHING;
  private boolean compress;
  private List<TrustedKey> trustedKeys = List.of();
  private @Nullable ResponseHeaders responseHeaders;
  private @Nullable RealtimeLog realtimeLog;

  private BehaviorBuilder(String pattern) {
    this.pattern = pattern;
  }

  public static BehaviorBuilder behavior(String pattern) {
    return new BehaviorBuilder(pattern);
  }

  public BehaviorBuilder origin(String id) {
    originId = id;
    return this;
  }

  public BehaviorBuilder viewerProtocol(ViewerProtocol protocol) {
    viewerProtocol = protocol;
    return this;
  }

  public BehaviorBuilder allowing(String... methods) {
    allowedMethods = List.of(methods);
    return this;
  }

  public BehaviorBuilder cachingOptions() {
    cachedMethods = List.of("GET", "HEAD", "OPTIONS");
    return this;
  }

  public BehaviorBuilder policy(CachePolicy other) {
    policy = other;
    return this;
  }

  public BehaviorBuilder forwarding(Forwarding other) {
    forwarding = other;
    return this;
  }

  public BehaviorBuilder compressing() {
    compress = true;
    return this;
  }

  public BehaviorBuilder trusting(TrustedKey... keys) {
    trustedKeys = List.of(keys);
    return this;
  }

  public BehaviorBuilder responseHeaders(ResponseHeaders headers) {
    responseHeaders = headers;
    return this;
  }

  public BehaviorBuilder realtimeLog(RealtimeLog log) {
    realtimeLog = log;
    return this;
  }

  public Behavior build() {
    return new Behavior(
        pattern,
        originId,
        viewerProtocol,
        allowedMethods,
        cachedMethods,
        policy,
        forwarding,
        compress,
        trustedKeys,
        responseHeaders,
        realtimeLog);
  }
}
