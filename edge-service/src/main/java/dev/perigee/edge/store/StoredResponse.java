package dev.perigee.edge.store;

import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import io.netty.util.IllegalReferenceCountException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete response in memory. Immutable but for its body's reference count, the form in which it
 * keeps its head, and the marks of the last invalidation check and of the origin's last failure.
 *
 * <p>Its head is kept once: as fields, until it is wanted in lines, and as these from then on. Who
 * looks for a field finds it in either; the body's length is not among them.
 *
 * <p>The body lies outside the heap and is counted: the creator holds one reference and gives it to
 * whoever stores the response; {@link #acquireBody} takes another for the time of a write.
 */
public final class StoredResponse implements HeaderView {

  /** What an entry costs beyond its key, head and body: objects, map and queue nodes. */
  private static final int OVERHEAD_BYTES = 320;

  /** What a tag costs beyond its characters. */
  private static final int TAG_OVERHEAD_BYTES = 48;

  private static final Shared<Horizon> HORIZONS = new Shared<>();
  private static final Shared<Lifetime> LIFETIMES = new Shared<>();

  private final int status;
  private final ByteBuf body;
  private final int bodyBytes;
  private final String path;
  private final Horizon horizon;
  private final long originTimeMillis;
  private final Lifetime lifetime;
  private final @Nullable String originEtag;
  private final long slicedBytes;
  private final List<String> tags;

  /** A {@link ResponseHead}, or its lines: {@code byte[]}, not to be changed. */
  private volatile Object head;

  private @Nullable List<AsciiString> namedFields;
  private volatile long checkedOffset;
  private volatile long standInUntilMillis;

  /**
   * @param body given over with one reference
   * @param path with the query that is in the key: what invalidations are matched against
   * @param originTimeMillis when the origin made it, by this machine's clock, milliseconds since
   *     the epoch
   */
  public StoredResponse(
      ResponseHead head,
      ByteBuf body,
      String path,
      Horizon horizon,
      long originTimeMillis,
      Lifetime lifetime) {
    this(head, body, path, horizon, originTimeMillis, lifetime, null);
  }

  /**
   * @param originEtag the origin's entity tag where this edge has compressed what it gave, empty
   *     for none; null where the response is as the origin gave it
   */
  public StoredResponse(
      ResponseHead head,
      ByteBuf body,
      String path,
      Horizon horizon,
      long originTimeMillis,
      Lifetime lifetime,
      @Nullable String originEtag) {
    this(
        head.status(),
        head.kept(),
        body,
        path,
        horizon,
        originTimeMillis,
        lifetime,
        originEtag,
        0,
        List.of());
  }

  private StoredResponse(
      int status,
      Object head,
      ByteBuf body,
      String path,
      Horizon horizon,
      long originTimeMillis,
      Lifetime lifetime,
      @Nullable String originEtag,
      long slicedBytes,
      List<String> tags) {
    this.tags = tags;
    this.originEtag = originEtag;
    this.slicedBytes = slicedBytes;
    this.status = status;
    this.head = head;
    this.body = body;
    this.bodyBytes = body.readableBytes();
    this.path = path;
    this.horizon = HORIZONS.of(horizon);
    this.originTimeMillis = originTimeMillis;
    this.lifetime = LIFETIMES.of(lifetime);
    this.checkedOffset = horizon.offset();
  }

  /** This response as one whose body lies in slices of their own. */
  public StoredResponse inSlices(long bytes) {
    return new StoredResponse(
        status, head, body, path, horizon, originTimeMillis, lifetime, originEtag, bytes, tags);
  }

  /**
   * This response as one that has cache tags.
   *
   * @param named in lower case; kept as it is
   */
  public StoredResponse tagged(List<String> named) {
    return new StoredResponse(
        status,
        head,
        body,
        path,
        horizon,
        originTimeMillis,
        lifetime,
        originEtag,
        slicedBytes,
        named);
  }

  /** Its cache tags, in lower case. */
  public List<String> tags() {
    return tags;
  }

  /** Length of a body that lies in slices of its own; 0 where the body is here. */
  public long slicedBytes() {
    return slicedBytes;
  }

  public boolean isSliced() {
    return slicedBytes > 0;
  }

  public int status() {
    return status;
  }

  /** Its head; made anew each time once it is kept in lines. */
  public ResponseHead head() {
    Object known = head;
    return known instanceof byte[] lines
        ? new ResponseHead(status, HeadLines.fields(lines))
        : (ResponseHead) known;
  }

  @Override
  public @Nullable String first(String name) {
    Object known = head;
    return known instanceof byte[] lines
        ? HeadLines.first(lines, name)
        : ((ResponseHead) known).first(name);
  }

  @Override
  public List<String> all(String name) {
    Object known = head;
    return known instanceof byte[] lines
        ? HeadLines.all(lines, name)
        : ((ResponseHead) known).all(name);
  }

  /**
   * The head's fields as lines of HTTP/1.x; not to be changed. They are kept in this form from now
   * on.
   *
   * @throws IllegalArgumentException where a field would not be a line of its own
   */
  public byte[] lines() {
    Object known = head;
    if (known instanceof byte[] lines) {
      return lines;
    }
    byte[] made = HeadLines.of((ResponseHead) known);
    head = made;
    return made;
  }

  /**
   * The head's fields as they are written one by one, names and values in turn. Made when they are
   * first asked for.
   */
  public List<AsciiString> namedFields() {
    List<AsciiString> known = namedFields;
    if (known == null) {
      known = head().named();
      namedFields = known;
    }
    return known;
  }

  public int bodyBytes() {
    return bodyBytes;
  }

  public String path() {
    return path;
  }

  public Horizon horizon() {
    return horizon;
  }

  public long originTimeMillis() {
    return originTimeMillis;
  }

  public Lifetime lifetime() {
    return lifetime;
  }

  public @Nullable String etag() {
    return first("etag");
  }

  /**
   * The origin's entity tag where an edge has compressed what it gave, empty for none; null where
   * the response is as the origin gave it.
   */
  public @Nullable String originEtag() {
    return originEtag;
  }

  public @Nullable String lastModified() {
    return first("last-modified");
  }

  /** Time since the origin made it. */
  public Duration age(long nowMillis) {
    return Duration.ofMillis(Math.max(0, nowMillis - originTimeMillis));
  }

  /** Time for which it is fresh, in whole seconds; negative where that is over. */
  public long secondsLeft(long nowMillis) {
    return lifetime.ttl().minus(age(nowMillis)).toSeconds();
  }

  public boolean isFresh(long nowMillis) {
    return nowMillis - originTimeMillis < lifetime.ttl().toMillis();
  }

  /** Whether it may stand in for an origin that fails. */
  public boolean mayStandIn(long nowMillis) {
    return nowMillis - originTimeMillis < lifetime.ttl().plus(lifetime.staleIfError()).toMillis();
  }

  /** Whether it may be used, although it is stale, while the origin is asked in the background. */
  public boolean mayServeWhileRevalidated(long nowMillis) {
    Duration whole = lifetime.ttl().plus(lifetime.staleWhileRevalidate());
    return nowMillis - originTimeMillis < whole.toMillis();
  }

  /** Notes that the origin failed and is not to be asked again before a time. */
  public void standIn(long untilMillis) {
    standInUntilMillis = untilMillis;
  }

  /** Whether it stands in for an origin that has failed a moment ago. */
  public boolean isStandingIn(long nowMillis) {
    return nowMillis < standInUntilMillis && mayStandIn(nowMillis);
  }

  /** The newest invalidation that this response is known to have survived. */
  public long checkedOffset() {
    return checkedOffset;
  }

  /** Notes that nothing up to {@code offset} matches this response. */
  public void survived(long offset) {
    checkedOffset = offset;
  }

  /**
   * The body for one reader, with a reference of its own that the reader releases; null where the
   * memory was given back in the meantime.
   */
  public @Nullable ByteBuf acquireBody() {
    try {
      return body.retainedDuplicate();
    } catch (IllegalReferenceCountException e) {
      return null;
    }
  }

  /** Gives the creator's reference back. */
  public void release() {
    body.release();
  }

  /** Bytes that it takes in the store under a key. */
  int weight(String key) {
    int tagBytes = 0;
    for (String tag : tags) {
      tagBytes += TAG_OVERHEAD_BYTES + tag.length();
    }
    return OVERHEAD_BYTES + key.length() + path.length() + 3 * headBytes() + tagBytes + bodyBytes;
  }

  private int headBytes() {
    Object known = head;
    return known instanceof byte[] lines ? lines.length : ((ResponseHead) known).size();
  }
}
