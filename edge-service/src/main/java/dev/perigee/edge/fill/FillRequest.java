package dev.perigee.edge.fill;

import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.StoredResponse;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The object that a fill is to get.
 *
 * @param key where it is looked for, and requests for it meet
 * @param objectKey the key of all its variants together; the same where none are known
 * @param objectPath its path, which goes to the origin
 * @param path with the query that is in the key: what invalidations are matched against
 * @param stale what is stored but needs the origin's word, or null
 * @param slice the part of the object that is wanted alone; null for the whole
 * @param ahead whether nobody has asked for it yet: it is to cost others nothing, and an error that
 *     it meets with is nobody's
 */
public record FillRequest(
    ViewerRequest viewer,
    Distribution distribution,
    CompiledBehavior behavior,
    String key,
    String objectKey,
    String objectPath,
    String path,
    @Nullable Stale stale,
    @Nullable SliceWanted slice,
    boolean ahead) {

  /** The request for one slice of the same object. */
  public FillRequest forSlice(SliceWanted wanted) {
    String sliceKey = wanted.key(key);
    return new FillRequest(
        viewer, distribution, behavior, sliceKey, sliceKey, objectPath, path, null, wanted, ahead);
  }

  /** The same before anybody asks. */
  public FillRequest beforehand() {
    return new FillRequest(
        viewer, distribution, behavior, key, objectKey, objectPath, path, stale, slice, true);
  }

  /** The second path under which viewers ask for the object, null for none. */
  @Nullable String alias() {
    return distribution.aliasOf(path);
  }

  /**
   * A stored response that may be revalidated or stand in for a failing origin.
   *
   * @param body one reference, released when the fill ends
   */
  public record Stale(StoredResponse response, ByteBuf body) {}
}
