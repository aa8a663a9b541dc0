package dev.perigee.edge.viewer;

import dev.perigee.edge.facts.GeneratedHeaders;
import dev.perigee.edge.fill.FillOutcome;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.OtherVariant;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Sliced;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.fill.Fills;
import dev.perigee.edge.fill.SliceWanted;
import dev.perigee.edge.prefetch.PrefetchOutcome;
import dev.perigee.edge.prefetch.Prefetching;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.edge.viewer.Lookup.Miss;
import dev.perigee.edge.viewer.Lookup.Stale;
import dev.perigee.edge.viewer.Lookup.Usable;
import dev.perigee.httpcache.range.Slice;
import dev.perigee.httpcache.request.RequestTarget;

/**
 * Has the segment after the one that a viewer is sent fetched before the viewer asks for it: as if
 * the viewer had asked, where it may have it, and where that costs nobody else anything.
 */
final class NextSegment {

  /** How much is fetched beforehand of a segment that lies in slices. */
  private static final int MOST_SLICES = 8;

  private final Prefetching prefetching;
  private final Access access;
  private final GeneratedHeaders generatedHeaders;
  private final Lookups lookups;
  private final Fills fills;
  private final long sliceBytes;

  /**
   * @param sliceBytes size of every slice but an object's last
   */
  NextSegment(
      Prefetching prefetching,
      Access access,
      GeneratedHeaders generatedHeaders,
      Lookups lookups,
      Fills fills,
      long sliceBytes) {
    this.prefetching = prefetching;
    this.access = access;
    this.generatedHeaders = generatedHeaders;
    this.lookups = lookups;
    this.fills = fills;
    this.sliceBytes = sliceBytes;
  }

  /** A viewer is sent this. On the viewer's context. */
  void after(Exchange sent) {
    if (prefetching.isOn() && !sent.isErrorPage() && sent.request().method().equals("GET")) {
      prefetching
          .after(sent.distribution().id(), sent.request().target())
          .ifPresent(next -> want(sent, next));
    }
  }

  private void want(Exchange sent, RequestTarget next) {
    Exchange asked = Exchange.of(sent.request().insteadFor(next), sent.distribution());
    if (asked.behavior().collapsing()
        && access.check(asked) instanceof Access.Allowed(Exchange allowed)) {
      Exchange exchange = allowed.withGenerated(generatedHeaders);
      if (CachePlan.of(exchange) instanceof CachePlan.Cached planned) {
        CachePlan.Cached cached = lookups.variant(exchange, planned);
        if (isMissing(exchange, cached) && prefetching.begin()) {
          fetch(exchange, cached, next);
        }
      }
    }
  }

  private boolean isMissing(Exchange exchange, CachePlan.Cached cached) {
    return switch (lookups.inMemory(exchange, cached)) {
      case Miss _ -> true;
      case Usable usable -> {
        usable.body().release();
        yield false;
      }
      case Stale stale -> {
        stale.stale().body().release();
        yield false;
      }
    };
  }

  private void fetch(Exchange exchange, CachePlan.Cached cached, RequestTarget next) {
    String distribution = exchange.distribution().id();
    FillRequest request = cached.toFill(exchange, null).beforehand();
    boolean begun =
        fills.ahead(
            request,
            outcome -> {
              if (outcome instanceof Sliced sliced) {
                fetchSlices(request, sliced.known());
              }
              prefetching.ended(distribution, next, word(outcome));
            });
    if (!begun) {
      prefetching.ended(distribution, next, PrefetchOutcome.AT_HAND);
    }
  }

  private void fetchSlices(FillRequest request, StoredResponse known) {
    String etag = known.etag();
    long end = Math.min(known.slicedBytes(), MOST_SLICES * sliceBytes);
    for (long first = 0; etag != null && first < end; first += sliceBytes) {
      Slice slice = Slice.at(first, sliceBytes, known.slicedBytes());
      fills.ahead(request.forSlice(new SliceWanted(etag, slice)), _ -> {});
    }
  }

  private static PrefetchOutcome word(FillOutcome outcome) {
    return switch (outcome) {
      case Complete _, Streaming _, Sliced _ -> PrefetchOutcome.FETCHED;
      case Again _ -> PrefetchOutcome.ABSENT;
      case Own _, Released _, OtherVariant _, Failed _ -> PrefetchOutcome.REFUSED;
    };
  }
}
