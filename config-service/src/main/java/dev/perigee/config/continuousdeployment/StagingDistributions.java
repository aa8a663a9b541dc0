package dev.perigee.config.continuousdeployment;

import dev.perigee.config.distribution.DistributionRepository;
import dev.perigee.config.distribution.DistributionRow;
import dev.perigee.config.distribution.DomainNames;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.References;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.ResourceTypes;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;

/** Finds the staging distributions that policies name. Joins the caller's transaction. */
@Singleton
final class StagingDistributions {

  private final DistributionRepository distributions;
  private final DomainNames names;
  private final References references;
  private final Resources resources;

  StagingDistributions(
      DistributionRepository distributions,
      DomainNames names,
      References references,
      Resources resources) {
    this.distributions = distributions;
    this.names = names;
    this.references = references;
    this.resources = resources;
  }

  /** The distribution of a policy: there until the transaction ends, and no other policy's. */
  Set<Reference> of(Reference policy, String account, ContinuousDeploymentPolicyConfig config) {
    String domainName = DeploymentPolicyRules.stagingDomainName(config);
    Reference found =
        names
            .id(domainName)
            .flatMap(id -> find(account, id))
            .orElseThrow(() ->
                ApiException.invalidArgument(
                    "StagingDistributionDnsNames: "
                        + domainName
                        + " (expected: the domain name of a staging distribution)"));
    for (String other : references.users(found, ResourceKind.CONTINUOUS_DEPLOYMENT_POLICY)) {
      if (!other.equals(policy.id())) {
        throw taken(account, other, found, config);
      }
    }
    return Set.of(found);
  }

  private Optional<Reference> find(String account, String id) {
    return distributions
        .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .filter(row -> row.account().equals(account))
        .filter(DistributionRow::isStaging)
        .map(row -> new Reference(ResourceKind.DISTRIBUTION, row.id()));
  }

  private ApiException taken(
      String account, String other, Reference staging, ContinuousDeploymentPolicyConfig config) {
    boolean same =
        resources
            .share(ResourceTypes.CONTINUOUS_DEPLOYMENT_POLICY, account, other)
            .filter(policy -> policy.config().equals(config))
            .isPresent();
    return new ApiException(
        same ? "ContinuousDeploymentPolicyAlreadyExists" : "StagingDistributionInUse",
        "the staging distribution "
            + staging.id()
            + " is used by the continuous deployment policy "
            + other
            + (same ? ", which is the same as this one" : ""));
  }
}
