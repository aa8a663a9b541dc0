package dev.perigee.config.distribution;

import dev.perigee.config.publication.Publications;
import dev.perigee.config.snapshot.AccessControls;
import dev.perigee.config.snapshot.Policies;
import dev.perigee.config.snapshot.SnapshotResolver;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.IfMatch;
import dev.perigee.config.wire.Paging;
import dev.perigee.config.wire.PojoXml;
import dev.perigee.contracts.DistributionSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** Changes distributions. Each method is one transaction; refusals leave nothing behind. */
@ApplicationScoped
public class Distributions {

  private final DistributionRepository rows;
  private final Publications publications;
  private final SnapshotResolver resolver;
  private final String domain;

  Distributions(
      DistributionRepository rows,
      Publications publications,
      Policies policies,
      AccessControls accessControls,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain) {
    this.rows = rows;
    this.publications = publications;
    this.domain = domain.toLowerCase(Locale.ROOT);
    this.resolver = new SnapshotResolver(this.domain, policies, accessControls);
  }

  String domainName(String id) {
    return id.toLowerCase(Locale.ROOT) + "." + domain;
  }

  /** Creates a distribution, or finds the one that an equal request created before. */
  Version create(DistributionConfig request, Map<String, String> tags) {
    DistributionConfig config = Defaults.fill(request);
    String digest = digest(config);
    return Transactions.change(() -> {
      Optional<DistributionRow> earlier = rows.findByCallerReference(config.callerReference());
      if (earlier.isPresent()) {
        return repeated(earlier.get(), digest);
      }
      DistributionRow row = new DistributionRow(Ids.next(), config.callerReference(), digest);
      row.tags.putAll(tags);
      apply(row, config);
      rows.persistAndFlush(row);
      return version(row, config, false);
    });
  }

  Version get(String id) {
    return Transactions.read(() -> version(rows.get(id)));
  }

  Paging.Page<Version> list(Paging paging) {
    return Transactions.read(() -> {
      List<DistributionRow> found = rows.after(paging.marker(), paging.maxItems() + 1);
      Set<String> deployed =
          publications.deployed(found.stream().map(DistributionRow::id).toList());
      return paging.page(
          found.stream().map(row -> version(row, row.config(), deployed.contains(row.id))).toList(),
          Version::id);
    });
  }

  Version update(String id, @Nullable String ifMatch, DistributionConfig request) {
    DistributionConfig config = Defaults.fill(request);
    return Transactions.change(() -> {
      DistributionRow row = rows.lock(id);
      IfMatch.check(ifMatch, row.etag);
      if (!row.callerReference.equals(config.callerReference())) {
        throw new ApiException(
            "IllegalUpdate",
            "CallerReference: "
                + config.callerReference()
                + " (expected: "
                + row.callerReference
                + ", which cannot be changed)");
      }
      apply(row, config);
      rows.flush();
      return version(row, config, false);
    });
  }

  void delete(String id, @Nullable String ifMatch) {
    Transactions.change(() -> {
      DistributionRow row = rows.lock(id);
      IfMatch.check(ifMatch, row.etag);
      if (row.config().enabled()) {
        throw new ApiException("DistributionNotDisabled", "the distribution " + id + " is enabled");
      }
      if (!isDeployed(id)) {
        throw new ApiException(
            "DistributionNotDisabled",
            "that the distribution " + id + " is disabled is not deployed yet");
      }
      rows.delete(row);
      publications.withdraw(id);
      return true;
    });
  }

  /**
   * Publishes the distributions that use an origin access control once more, after it was changed.
   * Joins the caller's transaction.
   */
  public void accessControlChanged(String accessControlId) {
    for (String id : rows.usingAccessControl(accessControlId)) {
      DistributionRow row = rows.lock(id);
      publish(row, row.config());
    }
  }

  /** Whether a distribution uses an origin access control. Joins the caller's transaction. */
  public boolean isUsed(String accessControlId) {
    return !rows.usingAccessControl(accessControlId).isEmpty();
  }

  private Version repeated(DistributionRow earlier, String digest) {
    if (!earlier.creationDigest.equals(digest)) {
      throw new ApiException(
          "DistributionAlreadyExists",
          "CallerReference: "
              + earlier.callerReference
              + " was used before, with another configuration, for "
              + earlier.id);
    }
    return version(earlier);
  }

  private void apply(DistributionRow row, DistributionConfig config) {
    DistributionSnapshot snapshot = publish(row, config);
    Set<String> aliases = new HashSet<>(snapshot.aliases());
    rows.takenAlias(aliases, row.id)
        .ifPresent(alias -> {
          throw new ApiException(
              "CNAMEAlreadyExists", "Aliases: another distribution has " + alias);
        });
    row.aliases.retainAll(aliases);
    row.aliases.addAll(aliases);
    Set<String> accessControls =
        config.origins().items().stream()
            .map(Origin::originAccessControlId)
            .filter(id -> id != null && !id.isEmpty())
            .collect(Collectors.toSet());
    row.accessControls.retainAll(accessControls);
    row.accessControls.addAll(accessControls);
    row.etag = Ids.next();
    row.config = PojoXml.write(DistributionRow.CONFIG_ROOT, config);
    row.lastModified = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private DistributionSnapshot publish(DistributionRow row, DistributionConfig config) {
    DistributionSnapshot snapshot =
        resolver.resolve(row.id, row.revision + 1, domainName(row.id), config);
    row.revision = snapshot.revision();
    publications.publish(snapshot);
    return snapshot;
  }

  private Version version(DistributionRow row) {
    return version(row, row.config(), isDeployed(row.id));
  }

  private boolean isDeployed(String id) {
    return publications.deployed(Set.of(id)).contains(id);
  }

  private static Version version(DistributionRow row, DistributionConfig config, boolean deployed) {
    return new Version(row.id, row.etag, row.lastModified, config, deployed);
  }

  private static String digest(DistributionConfig config) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(PojoXml.write(DistributionRow.CONFIG_ROOT, config)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
