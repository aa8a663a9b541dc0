package dev.perigee.edge.request;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.Reason;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a request afterwards: noted while it is served, and read when it has
 * ended, for logs and metrics. Of the event loop of the viewer's connection alone.
 */
public final class RequestFacts {

  private static final long NOT_ASKED = -1;

  private final HttpServerRequest http;
  private final long beganNanos;
  private long firstByteNanos;
  private String id = "";
  private @Nullable DistributionSnapshot primary;
  private @Nullable DistributionSnapshot distribution;
  private @Nullable Behavior behavior;
  private String result = "Error";
  private @Nullable Reason reason;
  private @Nullable Reason refusal;
  private @Nullable OriginFailure originFailure;
  private @Nullable String member;
  private boolean shielded;
  private long originMillis = NOT_ASKED;
  private @Nullable HeaderView unnamedFields;
  private int unnamedBytes;
  private boolean brokenOff;
  private boolean toBeExplained;

  /**
   * @param beganNanos when the request came, by {@link System#nanoTime}
   */
  public RequestFacts(HttpServerRequest http, long beganNanos) {
    this.http = http;
    this.beganNanos = beganNanos;
  }

  /** Notes the name under which the request is known from now on. */
  public void admitted(String requestId) {
    id = requestId;
  }

  /** Notes whether the answer is to have an account of the request. */
  public void explain(boolean wanted) {
    toBeExplained = wanted;
  }

  /** Notes the distribution of the host that the request names. */
  public void found(DistributionSnapshot named) {
    primary = named;
    distribution = named;
  }

  /**
   * Notes what serves the request.
   *
   * @param serving another than the one that was found where that is its staging distribution
   */
  public void routed(DistributionSnapshot serving, Behavior matched) {
    distribution = serving;
    behavior = matched;
  }

  /** Notes that the request is refused, even if an error page is what the viewer gets. */
  public void refused(Reason why) {
    refusal = why;
  }

  /** Notes that the origin gave no usable answer, even if an error page stands in for it. */
  public void originFailed(OriginFailure failure) {
    originFailure = failure;
  }

  /** Notes which origin of a group answers, by its id; null where no group was asked. */
  public void memberAnswered(@Nullable String id) {
    member = id;
  }

  /** Notes that the origin had been asked for another edge's request already. */
  public void answeredByShield() {
    shielded = true;
  }

  /**
   * Notes how the request is answered, before the first byte is written.
   *
   * @param word the first word of {@code X-Cache}
   * @param why what was in the way of an answer from the cache; null for nothing
   * @param waitMillis how long the origin took to begin its response; -1 where it was not asked
   */
  public void answered(String word, @Nullable Reason why, long waitMillis) {
    result = word;
    reason = refusal == null ? why : refusal;
    originMillis = waitMillis;
  }

  /**
   * Notes that the answer has fields which are not named among the response's headers.
   *
   * @param bytes that the response's headers seem to be shorter than they are
   */
  public void answeredWith(HeaderView fields, int bytes) {
    unnamedFields = fields;
    unnamedBytes = bytes;
  }

  /** Notes the moment of the response's first byte, by {@link System#nanoTime}. */
  public void began(long nanos) {
    firstByteNanos = nanos;
  }

  /** Notes that the edge itself cannot bring the response to its end. */
  public void brokeOff() {
    brokenOff = true;
  }

  public HttpServerRequest http() {
    return http;
  }

  public long beganNanos() {
    return beganNanos;
  }

  /** When the response's first byte was written; 0 for never. */
  public long firstByteNanos() {
    return firstByteNanos;
  }

  /** The name of this request; empty where it could not be read. */
  public String id() {
    return id;
  }

  /** The distribution of the host that the request names; null where there is none. */
  public @Nullable DistributionSnapshot primary() {
    return primary;
  }

  /** The distribution that serves the request; null where there is none. */
  public @Nullable DistributionSnapshot distribution() {
    return distribution;
  }

  /** The behaviour that the request matched; null where there is none. */
  public @Nullable Behavior behavior() {
    return behavior;
  }

  /** Whether any log is to have the request. */
  public boolean isToBeLogged() {
    return distribution != null && distribution.reporting().accessLog() != null
        || behavior != null && behavior.realtimeLog() != null;
  }

  /** The first word of {@code X-Cache}. */
  public String result() {
    return result;
  }

  /** What was in the way of an answer from the cache; null for nothing. */
  public @Nullable Reason reason() {
    return reason;
  }

  /** The id of the origin that answered for its group; null where no group was asked. */
  public @Nullable String member() {
    return member;
  }

  /** Whether what another edge had asked the origin for was the answer. */
  public boolean isAnsweredByShield() {
    return shielded;
  }

  /** Why the origin gave no usable answer; null where it gave one or was not asked. */
  public @Nullable OriginFailure originFailure() {
    return originFailure;
  }

  /** How long the origin took to begin its response; -1 where it was not asked. */
  public long originMillis() {
    return originMillis;
  }

  /** A field of the answer that is not named among the response's headers; null for none. */
  public @Nullable String unnamedField(String name) {
    return unnamedFields == null ? null : unnamedFields.first(name);
  }

  public int unnamedBytes() {
    return unnamedBytes;
  }

  public boolean isToBeExplained() {
    return toBeExplained;
  }

  public boolean isBrokenOff() {
    return brokenOff;
  }

  /** Whether the viewer was gone before the response was complete. */
  public boolean isAbandoned() {
    return !http.response().ended() && !brokenOff;
  }
}
