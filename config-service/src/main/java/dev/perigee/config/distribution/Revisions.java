package dev.perigee.config.distribution;

import dev.perigee.config.alias.Aliases;
import dev.perigee.config.audit.Audit;
import dev.perigee.config.catalogue.AccountCatalogue;
import dev.perigee.config.catalogue.Catalogues;
import dev.perigee.config.publication.Publications;
import dev.perigee.config.publication.SnapshotSource;
import dev.perigee.config.resource.Dependents;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.References;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.resource.Sharing;
import dev.perigee.config.snapshot.Identity;
import dev.perigee.config.snapshot.SnapshotResolver;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.PojoXml;
import dev.perigee.contracts.DistributionSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * Makes revisions of distributions: resolves them, remembers what they refer to, and hands them
 * over to be published. Every method joins the caller's transaction, and wants the distribution's
 * row locked.
 */
@ApplicationScoped
class Revisions implements Dependents, SnapshotSource {

  private final DistributionRepository rows;
  private final Aliases aliases;
  private final References references;
  private final Resources resources;
  private final Sharing sharing;
  private final Catalogues catalogues;
  private final Publications publications;
  private final Audit audit;
  private final DomainNames names;
  private final SnapshotResolver resolver;

  Revisions(
      DistributionRepository rows,
      Aliases aliases,
      References references,
      Resources resources,
      Sharing sharing,
      Catalogues catalogues,
      Publications publications,
      Audit audit,
      DomainNames names) {
    this.rows = rows;
    this.aliases = aliases;
    this.references = references;
    this.resources = resources;
    this.sharing = sharing;
    this.catalogues = catalogues;
    this.publications = publications;
    this.audit = audit;
    this.names = names;
    this.resolver = new SnapshotResolver(names.domain());
  }

  static Reference reference(String id) {
    return new Reference(ResourceKind.DISTRIBUTION, id);
  }

  /** Puts a configuration, complete with defaults, in the place of the one before. */
  void apply(DistributionRow row, DistributionConfig config) {
    DistributionSnapshot snapshot = publish(row, config);
    aliases.claim(row.account, row.id, Set.copyOf(snapshot.aliases()));
    String etag = Ids.next();
    audit.changed(ResourceKind.DISTRIBUTION.path(), row.id, row.etag, etag);
    row.etag = etag;
    row.config = PojoXml.write(DistributionRow.CONFIG_ROOT, config);
    row.lastModified = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Refuses where something refers to a distribution. */
  void checkUnused(DistributionRow row) {
    references.checkUnused(reference(row.id));
  }

  /** Publishes that a distribution is gone, and has it own and use nothing any more. */
  void withdraw(DistributionRow row) {
    references.replace(reference(row.id), Set.of());
    resources.forget(new Reference(ResourceKind.MONITORING_SUBSCRIPTION, row.id));
    aliases.claim(row.account, row.id, Set.of());
    audit.changed(ResourceKind.DISTRIBUTION.path(), row.id, row.etag, null);
    publications.withdraw(row.id);
  }

  @Override
  public void changed(Reference resource) {
    for (String id : users(resource)) {
      DistributionRow row = rows.lock(id);
      publish(row, row.config());
    }
  }

  @Override
  public boolean publishAnew(String id) {
    DistributionRow row = rows.findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return false;
    }
    publish(row, Defaults.fill(row.config()));
    return true;
  }

  /** A monitoring subscription has its distribution's id. */
  private List<String> users(Reference resource) {
    return resource.kind() == ResourceKind.MONITORING_SUBSCRIPTION
        ? List.of(resource.id())
        : references.users(resource, ResourceKind.DISTRIBUTION);
  }

  private DistributionSnapshot publish(DistributionRow row, DistributionConfig config) {
    AccountCatalogue catalogue = catalogues.of(row.account);
    DistributionSnapshot snapshot =
        resolver.resolve(
            new Identity(row.id, row.revision + 1, row.account, names.of(row.id)),
            config,
            catalogue);
    checkPolicyIsFree(config.continuousDeploymentPolicyId(), row.id);
    row.revision = snapshot.revision();
    Set<Reference> added =
        new HashSet<>(references.replace(reference(row.id), catalogue.references()));
    added.retainAll(catalogue.ownReferences());
    sharing.check(added);
    publications.publish(snapshot);
    return snapshot;
  }

  /** A continuous deployment policy serves one primary distribution. */
  private void checkPolicyIsFree(@Nullable String policyId, String ownId) {
    if (policyId == null || policyId.isEmpty()) {
      return;
    }
    Reference policy = new Reference(ResourceKind.CONTINUOUS_DEPLOYMENT_POLICY, policyId);
    for (String user : references.users(policy, ResourceKind.DISTRIBUTION)) {
      if (!user.equals(ownId)) {
        throw new ApiException(
            policy.kind().inUse(),
            "ContinuousDeploymentPolicyId: " + policyId + " is used by the distribution " + user);
      }
    }
  }
}
