package dev.perigee.edge.fill;

import dev.perigee.edge.compression.Compressions;
import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Cacheability;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import dev.perigee.httpcache.freshness.Lifetime;
import dev.perigee.httpcache.freshness.OriginResponse;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what an origin answered by its behaviour's rules, and makes of it what is stored. */
final class ReplyJudge {

  private final FillRequest request;
  private final CompiledBehavior behavior;

  ReplyJudge(FillRequest request) {
    this.request = request;
    this.behavior = request.behavior();
  }

  /**
   * Whether a response may be kept.
   *
   * @param head the reply's, or what is stored brought up to date by it
   */
  Cacheability evaluate(ResponseHead head, OriginReply reply) {
    return behavior.freshness().evaluate(originResponse(head, reply));
  }

  private OriginResponse originResponse(ResponseHead head, OriginReply reply) {
    return new OriginResponse(
        head.status(),
        head,
        behavior.forwarding().forwardsAuthorization()
            && request.viewer().first("authorization") != null,
        Instant.now(),
        Duration.ofMillis(reply.waitMillis()));
  }

  private Duration initialAge(OriginReply reply) {
    return behavior.freshness().initialAge(originResponse(reply.head(), reply));
  }

  /** Whether a reply is within its time as it comes, so that other requests may have it too. */
  boolean isFresh(OriginReply reply, Lifetime lifetime) {
    return lifetime.ttl().compareTo(initialAge(reply)) > 0;
  }

  /** The head that viewers see and stores keep. */
  ResponseHead visible(ResponseHead head, Store toStore) {
    return behavior.forwarding().forViewer(head).without(toStore.withheld());
  }

  /**
   * A reply as it is stored.
   *
   * @param content given over
   */
  StoredResponse stored(
      ResponseHead head,
      ByteBuf content,
      OriginReply reply,
      Lifetime lifetime,
      @Nullable String originEtag) {
    return stored(head, content, reply, lifetime, originEtag, reply.horizon())
        .tagged(request.distribution().tagsOf(reply.head()));
  }

  private StoredResponse stored(
      ResponseHead head,
      ByteBuf content,
      OriginReply reply,
      Lifetime lifetime,
      @Nullable String originEtag,
      Horizon horizon) {
    Duration age = initialAge(reply);
    return new StoredResponse(
        head,
        content,
        request.path(),
        horizon,
        System.currentTimeMillis() - age.toMillis(),
        lifetime,
        originEtag);
  }

  /**
   * What is stored, as a 304 has confirmed it.
   *
   * @param content its body, given over
   * @param merged its head, brought up to date
   * @param checked the horizon at which it was found usable: the origin's word is no newer for its
   *     body, even where the reply is of a later fetch
   */
  StoredResponse renewed(
      StoredResponse known,
      ByteBuf content,
      ResponseHead merged,
      OriginReply notModified,
      Store toStore,
      Horizon checked) {
    ResponseHead visible = visible(merged, toStore);
    String said = notModified.head().first("etag");
    String before = known.originEtag();
    String originEtag = before == null || said == null ? before : said;
    ResponseHead head = originEtag == null ? visible : Compressions.confirmed(visible);
    return stored(head, content, notModified, toStore.lifetime(), originEtag, checked)
        .tagged(tags(known, notModified.head()))
        .inSlices(known.slicedBytes());
  }

  /** A 304 that names tags names all of them; one that names none leaves them as they were. */
  private List<String> tags(StoredResponse known, ResponseHead notModified) {
    List<String> named = request.distribution().tagsOf(notModified);
    return named.isEmpty() ? known.tags() : named;
  }
}
