package dev.perigee.config.streaming;

import static dev.perigee.config.resource.ResourceTypes.STREAMING_DISTRIBUTION;

import dev.perigee.config.alias.Aliases;
import dev.perigee.config.catalogue.AccountCatalogue;
import dev.perigee.config.catalogue.Catalogues;
import dev.perigee.config.distribution.DomainNames;
import dev.perigee.config.publication.Publications;
import dev.perigee.config.publication.SnapshotSource;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.snapshot.Identity;
import dev.perigee.config.snapshot.SnapshotResolver;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.tagging.TagStore;
import dev.perigee.config.tagging.Taggable;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import dev.perigee.contracts.DistributionSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;

/** Changes streaming distributions. Each method is one transaction, unless it says otherwise. */
@ApplicationScoped
class StreamingDistributions implements SnapshotSource, Taggable {

  private final Resources resources;
  private final Catalogues catalogues;
  private final Aliases aliases;
  private final Publications publications;
  private final TagStore tags;
  private final DomainNames names;
  private final SnapshotResolver resolver;

  StreamingDistributions(
      Resources resources,
      Catalogues catalogues,
      Aliases aliases,
      Publications publications,
      TagStore tags,
      DomainNames names) {
    this.resources = resources;
    this.catalogues = catalogues;
    this.aliases = aliases;
    this.publications = publications;
    this.tags = tags;
    this.names = names;
    this.resolver = new SnapshotResolver(names.domain());
  }

  Resource<StreamingDistributionConfig> create(
      String account, StreamingDistributionConfig request, Map<String, String> given) {
    StreamingDistributionConfig config = StreamingDefaults.fill(request);
    return resources.create(
        STREAMING_DISTRIBUTION,
        account,
        config,
        config.callerReference(),
        self -> {
          Set<Reference> uses = publish(account, self.id(), config);
          tags.put(kind().arn(account, self.id()), given);
          return uses;
        });
  }

  Resource<StreamingDistributionConfig> get(String account, String id) {
    return resources.get(STREAMING_DISTRIBUTION, account, id);
  }

  Paging.Page<Resource<StreamingDistributionConfig>> list(String account, Paging paging) {
    return resources.list(STREAMING_DISTRIBUTION, account, paging);
  }

  Resource<StreamingDistributionConfig> update(
      String account, String id, @Nullable String ifMatch, StreamingDistributionConfig request) {
    StreamingDistributionConfig config = StreamingDefaults.fill(request);
    return resources.update(
        STREAMING_DISTRIBUTION,
        account,
        id,
        ifMatch,
        config,
        self -> {
          checkCallerReference(id, config);
          return publish(account, id, config);
        });
  }

  void delete(String account, String id, @Nullable String ifMatch) {
    resources.delete(
        STREAMING_DISTRIBUTION,
        account,
        id,
        ifMatch,
        deleted -> {
          if (deleted.config().enabled() || !publications.deployed(Set.of(id)).contains(id)) {
            throw new ApiException(
                "StreamingDistributionNotDisabled",
                deleted.config().enabled()
                    ? "the streaming distribution " + id + " is enabled"
                    : "that the streaming distribution " + id + " is disabled is not deployed yet");
          }
          aliases.claim(account, id, Set.of());
          tags.clear(kind().arn(account, id));
          publications.withdraw(id);
        });
  }

  /** Those of the distributions that were in force at every live edge since their last change. */
  Set<String> deployed(Collection<String> ids) {
    return Transactions.read(() -> publications.deployed(ids));
  }

  @Override
  public boolean publishAnew(String id) {
    Optional<Resource<StreamingDistributionConfig>> found =
        resources.lock(STREAMING_DISTRIBUTION, id);
    found.ifPresent(resource -> publish(resource.account(), id, resource.config()));
    return found.isPresent();
  }

  @Override
  public ResourceKind kind() {
    return ResourceKind.STREAMING_DISTRIBUTION;
  }

  @Override
  public boolean hold(String account, String id) {
    return resources.hold(kind(), account, id);
  }

  private Set<Reference> publish(String account, String id, StreamingDistributionConfig config) {
    AccountCatalogue catalogue = catalogues.of(account);
    DistributionSnapshot snapshot =
        resolver.resolve(
            new Identity(id, publications.revision(id) + 1, account, names.of(id)),
            AsDistribution.of(config),
            catalogue);
    aliases.claim(account, id, Set.copyOf(snapshot.aliases()));
    publications.publish(snapshot);
    return catalogue.references();
  }

  private void checkCallerReference(String id, StreamingDistributionConfig asked) {
    String now =
        resources
            .lock(STREAMING_DISTRIBUTION, id)
            .map(found -> found.config().callerReference())
            .orElseThrow();
    if (!now.equals(asked.callerReference())) {
      throw new ApiException(
          "IllegalUpdate",
          "CallerReference: "
              + asked.callerReference()
              + " (expected: "
              + now
              + ", which cannot be changed)");
    }
  }
}
