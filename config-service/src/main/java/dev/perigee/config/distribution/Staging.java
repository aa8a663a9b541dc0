package dev.perigee.config.distribution;

import dev.perigee.config.resource.References;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.ResourceTypes;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * Copies distributions to try changes on, and takes over what has proved itself. Each method is one
 * transaction.
 */
@ApplicationScoped
class Staging {

  private static final int VERSIONS = 2;

  private final DistributionRepository rows;
  private final Distributions distributions;
  private final Revisions revisions;
  private final References references;
  private final Resources resources;

  Staging(
      DistributionRepository rows,
      Distributions distributions,
      Revisions revisions,
      References references,
      Resources resources) {
    this.rows = rows;
    this.distributions = distributions;
    this.revisions = revisions;
    this.references = references;
    this.resources = resources;
  }

  /**
   * Creates a staging distribution of a primary one's configuration, without its aliases.
   *
   * @param enabled null for what the primary one is
   */
  Version copy(
      String account,
      String primaryId,
      @Nullable String ifMatch,
      String callerReference,
      @Nullable Boolean enabled) {
    return Transactions.change(() -> {
      DistributionRow primary = rows.lock(account, primaryId);
      DistributionConfig config = primary.config();
      IfMatch.check(ifMatch, primary.etag);
      if (config.staging()) {
        throw ApiException.invalidArgument(
            "PrimaryDistributionId: " + primaryId + " is a staging distribution itself");
      }
      return distributions.add(
          account,
          config.toBuilder()
              .callerReference(callerReference)
              .aliases(aliases -> aliases.quantity(0))
              .continuousDeploymentPolicyId("")
              .staging(true)
              .enabled(enabled == null ? config.enabled() : enabled)
              .build(),
          Map.of());
    });
  }

  /**
   * Gives a primary distribution the configuration of its staging distribution, but for its aliases
   * and its policy, and disables the policy: all viewers are the primary one's again.
   *
   * @param ifMatch the versions of both, the primary one's first
   */
  Version promote(
      String account, String primaryId, @Nullable String stagingId, @Nullable String ifMatch) {
    if (stagingId == null || stagingId.isEmpty()) {
      throw ApiException.invalidArgument("StagingDistributionId is required");
    }
    List<String> versions = versions(ifMatch);
    return Transactions.change(() -> {
      boolean primaryFirst = primaryId.compareTo(stagingId) < 0;
      DistributionRow first = rows.lock(account, primaryFirst ? primaryId : stagingId);
      DistributionRow second = rows.lock(account, primaryFirst ? stagingId : primaryId);
      DistributionRow primary = primaryFirst ? first : second;
      DistributionRow staging = primaryFirst ? second : first;
      IfMatch.check(versions.getFirst(), primary.etag);
      IfMatch.check(versions.getLast(), staging.etag);
      DistributionConfig before = primary.config();
      disable(account, policyOf(primary, before, staging));
      DistributionConfig after =
          staging.config().toBuilder()
              .callerReference(before.callerReference())
              .aliases(before.aliases())
              .continuousDeploymentPolicyId(before.continuousDeploymentPolicyId())
              .staging(false)
              .build();
      revisions.apply(primary, after);
      rows.flush();
      return Distributions.version(primary, after, false);
    });
  }

  private String policyOf(
      DistributionRow primary, DistributionConfig config, DistributionRow staging) {
    String policyId = config.continuousDeploymentPolicyId();
    Set<String> users =
        Set.copyOf(
            references.users(
                Revisions.reference(staging.id), ResourceKind.CONTINUOUS_DEPLOYMENT_POLICY));
    if (!users.contains(policyId)) {
      throw new ApiException(
          "IllegalUpdate",
          "StagingDistributionId: "
              + staging.id
              + " (expected: the staging distribution of a continuous deployment policy that "
              + primary.id
              + " has)");
    }
    return policyId;
  }

  private void disable(String account, String policyId) {
    resources.amend(
        ResourceTypes.CONTINUOUS_DEPLOYMENT_POLICY,
        account,
        policyId,
        config -> config.toBuilder().enabled(false).build());
  }

  private static List<String> versions(@Nullable String ifMatch) {
    List<String> versions = ifMatch == null ? List.of() : List.of(ifMatch.split("\\s*,\\s*", -1));
    if (versions.size() != VERSIONS) {
      throw new ApiException(
          "InvalidIfMatchVersion",
          "If-Match: "
              + ifMatch
              + " (expected: the versions of the primary and of the staging distribution, with a"
              + " comma between)");
    }
    return versions;
  }
}
