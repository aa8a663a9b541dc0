package dev.perigee.edge.origin;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.key.CacheKeyRecipe;
import dev.perigee.httpcache.request.AcceptEncoding;
import dev.perigee.httpcache.request.MediaParameters;
import dev.perigee.httpcache.request.PairSelection;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a viewer's request goes to the origin (cloudfront.md, A2 and A7): what the cache policy
 * has in the key, what the origin request policy adds, and what describes the request itself.
 * Nothing else does, so that nothing outside the key changes what is cached by accident. Immutable.
 */
public final class ForwardingRules {

  private static final String USER_AGENT = "Perigee";

  /** Of one connection, or the edge's own to set (RFC 9110, section 7.6.1). */
  private static final Set<String> NEVER =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "content-length",
          "host",
          "cookie",
          "cdn-loop",
          "via",
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-real-ip",
          "x-cache",
          "x-amz-cf-id",
          "accept-encoding");

  /** Conditions and ranges: the cache answers them itself where it can. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          "if-range",
          "range");

  /** Describes a body that the viewer sends, or asks on its behalf. */
  private static final Set<String> WITH_BODY = Set.of("authorization", "date", "origin");

  private final CachePolicy policy;
  private final Selection headers;
  private final Set<String> headerNames;
  private final PairSelection cookies;
  private final PairSelection queryStrings;
  private final List<String> generated;
  private final boolean hostForwarded;
  private final Origin origin;
  private final @Nullable String groupFingerprint;
  private final String ownName;

  /**
   * @param origin where requests go; of a group the primary
   * @param group the origin group that requests go to; null for none
   * @param ownName of the distribution, for {@code CDN-Loop}
   */
  public ForwardingRules(
      CachePolicy policy,
      Forwarding forwarding,
      Origin origin,
      @Nullable OriginGroup group,
      String ownName) {
    this.policy = policy;
    this.headers = PairSelection.union(policy.headers(), forwarding.headers());
    this.headerNames = Set.copyOf(headers.names());
    this.cookies = PairSelection.of(PairSelection.union(policy.cookies(), forwarding.cookies()));
    this.queryStrings = MediaParameters.sent(policy.queryStrings(), forwarding.queryStrings());
    this.generated =
        Stream.concat(policy.generated().stream(), forwarding.generated().stream())
            .distinct()
            .toList();
    this.hostForwarded = selects("host");
    this.origin = origin;
    this.groupFingerprint = group == null ? null : group.fingerprint();
    this.ownName = ownName;
  }

  /** Names of the headers that the edge makes for the origin, in lower case. */
  public List<String> generated() {
    return generated;
  }

  public boolean forwardsCookies() {
    return !cookies.selectsNothing();
  }

  public boolean forwardsAuthorization() {
    return selects("authorization");
  }

  /** The content codings that the viewer accepts, of those that the policy knows. */
  public String acceptEncoding(ViewerRequest request) {
    return AcceptEncoding.normalize(
        request.combined("accept-encoding"), policy.gzip(), policy.brotli());
  }

  /** The path and query that the origin is asked for. */
  public String uri(String objectPath, String query) {
    String selected = queryStrings.ofQuery(query);
    return selected.isEmpty() ? objectPath : objectPath + "?" + selected;
  }

  /**
   * The headers that go to the origin.
   *
   * @param forCache whether the response is to answer other requests too: then the viewer's
   *     conditions and ranges stay behind
   */
  public MultiMap headers(ViewerRequest request, boolean forCache) {
    MultiMap out = MultiMap.caseInsensitiveMultiMap();
    boolean hasBody = request.mayHaveBody();
    for (Map.Entry<String, String> field : request.fields()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (isForwardable(name) && isWanted(name, forCache, hasBody)) {
        out.add(name, field.getValue());
      }
    }
    ownHeaders(request, out);
    return out;
  }

  private static boolean isForwardable(String name) {
    return !NEVER.contains(name)
        && !name.startsWith(OriginFetch.PREFIX)
        && !name.startsWith(CacheKeyRecipe.GENERATED_PREFIX)
        && !name.startsWith("x-edge-")
        && !name.startsWith("x-amz-cf-");
  }

  private boolean isWanted(String name, boolean forCache, boolean hasBody) {
    if (CONDITIONS.contains(name)) {
      return !forCache;
    }
    return selects(name) || hasBody && (name.startsWith("content-") || WITH_BODY.contains(name));
  }

  private void ownHeaders(ViewerRequest request, MultiMap out) {
    if (!out.contains("user-agent")) {
      out.set("user-agent", USER_AGENT);
    }
    if (policy.gzip() || policy.brotli()) {
      out.set("accept-encoding", acceptEncoding(request));
    } else if (selects("accept-encoding")) {
      copy(request, "accept-encoding", out);
    }
    String cookie = request.combined("cookie");
    String selected = cookie == null ? "" : cookies.ofCookies(cookie);
    if (!selected.isEmpty()) {
      out.set("cookie", selected);
    }
    request.generated().forEach(out::set);
    append(request, "via", request.via(), out);
    append(request, "cdn-loop", ownName, out);
    append(request, "x-forwarded-for", request.peerAddress(), out);
    if (origin.kind() != Origin.Kind.S3) {
      // Servers that speak S3 take a header of the x-amz- family for one of theirs, and refuse it.
      out.set("x-amz-cf-id", request.id());
    }
    out.set(OriginFetch.ORIGIN, origin.fingerprint());
    if (groupFingerprint != null) {
      out.set(OriginFetch.GROUP, groupFingerprint);
    }
    out.set(OriginFetch.VIEWER_PROTOCOL, request.isSecure() ? "https" : "http");
    if (hostForwarded) {
      out.set(OriginFetch.HOST, request.authority());
    }
  }

  /**
   * What the viewer sees of an origin's headers: {@code Set-Cookie} only where cookies are
   * forwarded, and of {@code Vary} only what the origin can have seen. Under {@code RFC9111}
   * everything.
   */
  public ResponseHead forViewer(ResponseHead head) {
    if (policy.semantics() == CachePolicy.Semantics.RFC9111) {
      return head;
    }
    List<String> fields = new ArrayList<>(head.fields().size());
    for (int i = 0; i < head.fields().size(); i += 2) {
      String name = head.fields().get(i);
      String value =
          name.equals("vary") ? visibleVary(head.fields().get(i + 1)) : head.fields().get(i + 1);
      boolean hidden =
          name.equals("set-cookie") && !forwardsCookies() || name.equals("vary") && value.isEmpty();
      if (!hidden) {
        fields.add(name);
        fields.add(value);
      }
    }
    return new ResponseHead(head.status(), fields);
  }

  private String visibleVary(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(name -> isVisible(name.toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  private boolean isVisible(String name) {
    return name.equals("accept-encoding") || name.equals("cookie") || selects(name);
  }

  private static void copy(ViewerRequest request, String name, MultiMap out) {
    String value = request.combined(name);
    if (value != null) {
      out.set(name, value);
    }
  }

  private static void append(ViewerRequest request, String name, String own, MultiMap out) {
    String before = request.combined(name);
    out.set(name, before == null ? own : before + ", " + own);
  }

  private boolean selects(String name) {
    return switch (headers.mode()) {
      case NONE -> false;
      case ALL -> true;
      case ONLY -> headerNames.contains(name);
      case ALL_EXCEPT -> !headerNames.contains(name);
    };
  }
}
