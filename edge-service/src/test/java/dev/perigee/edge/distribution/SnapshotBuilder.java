package dev.perigee.edge.distribution;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.ErrorRule;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.ViewerCertificate;
import dev.perigee.contracts.ViewerRules;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A distribution at {@code <id>.example.net} with one origin, in which a test changes a little. */
public final class SnapshotBuilder {

  private final String id;
  private long revision = 1;
  private boolean staging;
  private @Nullable Staging share;
  private ViewerCertificate certificate = ViewerCertificate.DEFAULT;
  private boolean http2 = true;
  private GeoRestriction geo = GeoRestriction.NONE;
  private List<String> aliases = List.of();
  private List<Origin> origins = List.of(Snapshots.ORIGIN);
  private List<Behavior> behaviors = List.of(Snapshots.behavior("*", Snapshots.policy()));
  private List<ErrorRule> errorRules = List.of();
  private Reporting reporting = Reporting.NONE;

  private SnapshotBuilder(String id) {
    this.id = id;
  }

  public static SnapshotBuilder distribution(String id) {
    return new SnapshotBuilder(id);
  }

  public SnapshotBuilder revision(long number) {
    revision = number;
    return this;
  }

  public SnapshotBuilder asStaging() {
    staging = true;
    return this;
  }

  public SnapshotBuilder sharingWith(Staging with) {
    share = with;
    return this;
  }

  public SnapshotBuilder geo(GeoRestriction restriction) {
    geo = restriction;
    return this;
  }

  public SnapshotBuilder certificate(String certificateId, String securityPolicy) {
    certificate = new ViewerCertificate(certificateId, securityPolicy);
    return this;
  }

  public SnapshotBuilder withoutHttp2() {
    http2 = false;
    return this;
  }

  public SnapshotBuilder aliases(String... names) {
    aliases = List.of(names);
    return this;
  }

  public SnapshotBuilder origins(Origin... all) {
    origins = List.of(all);
    return this;
  }

  public SnapshotBuilder behaviors(Behavior... all) {
    behaviors = List.of(all);
    return this;
  }

  public SnapshotBuilder errorRules(ErrorRule... all) {
    errorRules = List.of(all);
    return this;
  }

  public SnapshotBuilder reporting(Reporting what) {
    reporting = what;
    return this;
  }

  public DistributionSnapshot build() {
    ViewerRules viewers =
        new ViewerRules(
            certificate, http2, ViewerRules.DEFAULT.ipv6(), ViewerRules.DEFAULT.priceClass(), geo);
    return new DistributionSnapshot(
        DistributionSnapshot.SCHEMA,
        id,
        revision,
        "000000000000",
        id.toLowerCase(Locale.ROOT) + ".example.net",
        aliases,
        true,
        "index.html",
        staging,
        share,
        viewers,
        reporting,
        null,
        origins,
        List.of(),
        behaviors,
        errorRules);
  }
}
