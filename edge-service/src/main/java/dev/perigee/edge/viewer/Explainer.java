package dev.perigee.edge.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.edge.explain.ExplainToken;
import dev.perigee.edge.explain.FreshnessSteps;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability;
import dev.perigee.httpcache.freshness.OriginResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes the account of a request into its answer's head, where an operator asked for it: one line
 * of JSON in {@code Perigee-Explain}, beside the answer that every viewer gets.
 */
final class Explainer {

  private static final int MAX_CHARACTERS = 2_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Explainer() {}

  /** Explains an answer of the edge's own, of which nothing but the request is known. */
  static void explain(ViewerRequest request, CacheResult result) {
    if (request.facts().isToBeExplained()) {
      write(request, account(request, result));
    }
  }

  /** Explains an answer that comes from the origin. */
  static void explain(Exchange exchange, ResponseHead head, CacheResult result) {
    if (exchange.request().facts().isToBeExplained()) {
      explain(exchange, head, result, null);
    }
  }

  /** Explains an answer from what is stored. */
  static void explain(Exchange exchange, StoredResponse stored, CacheResult result) {
    if (exchange.request().facts().isToBeExplained()) {
      explain(exchange, stored.head(), result, stored);
    }
  }

  private static void explain(
      Exchange exchange, ResponseHead head, CacheResult result, @Nullable StoredResponse stored) {
    ViewerRequest request = exchange.request();
    ObjectNode account = account(request, result);
    plan(account.putObject("plan"), exchange);
    freshness(account.putObject("freshness"), exchange, head, stored);
    if (stored != null) {
      Horizon horizon = stored.horizon();
      account.putObject("horizon").put("log", horizon.logId()).put("offset", horizon.offset());
    }
    origin(account.putObject("origin"), exchange, result);
    write(request, account);
  }

  private static ObjectNode account(ViewerRequest request, CacheResult result) {
    RequestFacts facts = request.facts();
    ObjectNode account = JSON.createObjectNode();
    account.put("requestId", facts.id());
    DistributionSnapshot distribution = facts.distribution();
    if (distribution != null) {
      account
          .putObject("distribution")
          .put("id", distribution.id())
          .put("revision", distribution.revision())
          .put("domainName", distribution.domainName())
          .put("staging", distribution.isStaging());
    }
    Behavior behavior = facts.behavior();
    if (behavior != null) {
      behavior(account.putObject("behavior"), behavior);
    }
    Reason reason = facts.reason();
    account
        .putObject("answer")
        .put("result", facts.result())
        .put("tier", result.tier().word())
        .put("reason", reason == null ? null : reason.word())
        .put("cacheStatus", result.status());
    return account;
  }

  private static void behavior(ObjectNode node, Behavior behavior) {
    ResponseHeaders headers = behavior.responseHeaders();
    node.put("pathPattern", behavior.pathPattern())
        .put("cachePolicy", behavior.cachePolicy().id())
        .put("responseHeadersPolicy", headers == null ? null : headers.id())
        .put("signed", !behavior.trustedKeys().isEmpty())
        .put("compress", behavior.compress());
  }

  private static void plan(ObjectNode node, Exchange exchange) {
    switch (CachePlan.of(exchange)) {
      case CachePlan.Bypass(Reason reason) -> node.put("bypass", reason.word());
      case CachePlan.Cached(String key, String _, String path) ->
          node.put("key", cut(key)).put("path", cut(path));
    }
  }

  private static void freshness(
      ObjectNode node, Exchange exchange, ResponseHead head, @Nullable StoredResponse stored) {
    Cacheability outcome =
        stored == null ? judged(exchange, head) : new Cacheability.Store(stored.lifetime());
    Behavior source = exchange.behavior().source();
    var steps = node.putArray("steps");
    FreshnessSteps.of(
            source.cachePolicy(), exchange.distribution().snapshot().errorRules(), head, outcome)
        .forEach(step -> steps.add(cut(step)));
    if (stored != null) {
      node.put("ageSeconds", stored.age(System.currentTimeMillis()).toSeconds());
    }
  }

  private static Cacheability judged(Exchange exchange, ResponseHead head) {
    boolean authorized =
        exchange.behavior().forwarding().forwardsAuthorization()
            && exchange.request().first("authorization") != null;
    return exchange
        .behavior()
        .freshness()
        .evaluate(
            new OriginResponse(head.status(), head, authorized, Instant.now(), Duration.ZERO));
  }

  private static void origin(ObjectNode node, Exchange exchange, CacheResult result) {
    Origin origin = exchange.behavior().origin();
    node.put("id", origin.id()).put("domainName", origin.domainName());
    String member = exchange.request().facts().member();
    if (member != null) {
      node.put("answeredBy", member);
    }
    if (result.originMillis() >= 0) {
      node.put("firstByteMillis", result.originMillis());
    }
    if (exchange.request().facts().originFailure() != null) {
      node.put("failure", exchange.request().facts().originFailure().name());
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
  }

  private static void write(ViewerRequest request, ObjectNode account) {
    try {
      request.http().response().putHeader(ExplainToken.HEADER, JSON.writeValueAsString(account));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }
}
