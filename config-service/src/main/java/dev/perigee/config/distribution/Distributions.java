package dev.perigee.config.distribution;

import dev.perigee.config.publication.Publications;
import dev.perigee.config.resource.Quotas;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.tagging.TagStore;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.IfMatch;
import dev.perigee.config.wire.PojoXml;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Changes distributions. Each method is one transaction; refusals leave nothing behind. */
@ApplicationScoped
class Distributions {

  private final DistributionRepository rows;
  private final Revisions revisions;
  private final Quotas quotas;
  private final Publications publications;
  private final TagStore tagStore;

  Distributions(
      DistributionRepository rows,
      Revisions revisions,
      Quotas quotas,
      Publications publications,
      TagStore tagStore) {
    this.rows = rows;
    this.revisions = revisions;
    this.quotas = quotas;
    this.publications = publications;
    this.tagStore = tagStore;
  }

  /** Creates a distribution, or finds the one that an equal request created before. */
  Version create(String account, DistributionConfig request, Map<String, String> tags) {
    DistributionConfig config = Defaults.fill(request);
    if (!config.continuousDeploymentPolicyId().isEmpty()) {
      throw ApiException.invalidArgument(
          "ContinuousDeploymentPolicyId: "
              + config.continuousDeploymentPolicyId()
              + " (expected: none while a distribution is created, update it afterwards)");
    }
    return Transactions.change(() -> add(account, config, tags));
  }

  /**
   * Creates a distribution of a configuration that is complete with defaults. Joins the caller's
   * transaction.
   */
  Version add(String account, DistributionConfig config, Map<String, String> tags) {
    String digest = digest(config);
    Optional<DistributionRow> earlier =
        rows.findByCallerReference(account, config.callerReference());
    if (earlier.isPresent()) {
      return repeated(earlier.get(), digest);
    }
    quotas.checkRoom(ResourceKind.DISTRIBUTION, rows.count("account", account));
    DistributionRow row =
        new DistributionRow(Ids.next(), account, config.callerReference(), digest);
    revisions.apply(row, config);
    rows.persistAndFlush(row);
    tagStore.put(ResourceKind.DISTRIBUTION.arn(account, row.id), tags);
    return version(row, config, false);
  }

  Version get(String account, String id) {
    return Transactions.read(() -> version(rows.get(account, id)));
  }

  /**
   * Changes a distribution. The configuration that it has already changes nothing, neither the
   * version nor the time nor what is deployed.
   */
  Version update(String account, String id, @Nullable String ifMatch, DistributionConfig request) {
    DistributionConfig config = Defaults.fill(request);
    return Transactions.change(() -> {
      DistributionRow row = rows.lock(account, id);
      IfMatch.check(ifMatch, row.etag);
      DistributionConfig before = row.config();
      if (before.equals(config)) {
        return version(row);
      }
      checkSame("CallerReference", row.callerReference, config.callerReference());
      checkSame("Staging", before.staging(), config.staging());
      revisions.apply(row, config);
      rows.flush();
      return version(row, config, false);
    });
  }

  void delete(String account, String id, @Nullable String ifMatch) {
    Transactions.change(() -> {
      DistributionRow row = rows.lock(account, id);
      IfMatch.check(ifMatch, row.etag);
      if (row.config().enabled()) {
        throw new ApiException("DistributionNotDisabled", "the distribution " + id + " is enabled");
      }
      revisions.checkUnused(row);
      if (!isDeployed(id)) {
        throw new ApiException(
            "DistributionNotDisabled",
            "that the distribution " + id + " is disabled is not deployed yet");
      }
      revisions.withdraw(row);
      rows.delete(row);
      tagStore.clear(ResourceKind.DISTRIBUTION.arn(account, id));
      return true;
    });
  }

  static Version version(DistributionRow row, DistributionConfig config, boolean deployed) {
    return new Version(row.id, row.account, row.etag, row.lastModified, config, deployed);
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

  private Version version(DistributionRow row) {
    return version(row, row.config(), isDeployed(row.id));
  }

  private boolean isDeployed(String id) {
    return publications.deployed(Set.of(id)).contains(id);
  }

  private static void checkSame(String member, Object now, Object asked) {
    if (!now.equals(asked)) {
      throw new ApiException(
          "IllegalUpdate",
          member + ": " + asked + " (expected: " + now + ", which cannot be changed)");
    }
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
