package dev.perigee.edge.viewer;

import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.Staging.Stickiness;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.request.ViewerRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a distribution or its staging distribution serves a request: by a header that the
 * request carries, or for a share of the requests or sessions (cloudfront.md, A14: continuous
 * deployment). Where the staging distribution is not there or disabled, the primary one serves.
 */
final class StagingChoice {

  private final HostTable table;
  private final InstantSource clock;
  private final RandomGenerator random;

  StagingChoice(HostTable table, InstantSource clock, RandomGenerator random) {
    this.table = table;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Which distribution serves a request.
   *
   * @param request without the session's cookie
   * @param cookie what the viewer is to keep, as {@code Set-Cookie} has it; empty for nothing
   */
  record Chosen(ViewerRequest request, Distribution distribution, Optional<String> cookie) {}

  Chosen choose(ViewerRequest request, Distribution primary, Staging share) {
    Distribution staging = table.get(share.distributionId());
    if (staging == null || !staging.enabled() || !staging.isStaging()) {
      return new Chosen(request, primary, Optional.empty());
    }
    HeaderField header = share.header();
    if (header != null) {
      boolean carried = request.all(header.name()).contains(header.value());
      return new Chosen(request, carried ? staging : primary, Optional.empty());
    }
    Stickiness stickiness = share.stickiness();
    if (stickiness == null) {
      return new Chosen(request, draw(share) ? staging : primary, Optional.empty());
    }
    return bySession(request, primary, staging, share, stickiness);
  }

  private boolean draw(Staging share) {
    return random.nextDouble() < share.weight();
  }

  private Chosen bySession(
      ViewerRequest request,
      Distribution primary,
      Distribution staging,
      Staging share,
      Stickiness stickiness) {
    long now = clock.instant().getEpochSecond();
    String cookies = request.combined("cookie");
    StagingSession session = session(cookies, share, stickiness, now);
    ViewerRequest rest =
        cookies == null ? request : request.withCookies(StagingSession.without(cookies));
    String kept = session.setCookie(stickiness, request.isSecure());
    return new Chosen(rest, session.staging() ? staging : primary, Optional.of(kept));
  }

  private StagingSession session(
      @Nullable String cookies, Staging share, Stickiness stickiness, long now) {
    return StagingSession.read(cookies, share)
        .filter(known -> known.isAlive(stickiness, now))
        .map(known -> known.usedAt(now))
        .orElseGet(() -> StagingSession.begin(draw(share), share, now));
  }
}
