package dev.perigee.config.distribution;

import dev.perigee.config.audit.Audit;
import dev.perigee.config.catalogue.AccountCatalogue;
import dev.perigee.config.catalogue.Catalogues;
import dev.perigee.config.publication.Publications;
import dev.perigee.config.resource.Dependents;
import dev.perigee.config.resource.Quotas;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.References;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.snapshot.Identity;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Changes distributions. Each method is one transaction; refusals leave nothing behind. */
@ApplicationScoped
public class Distributions implements Dependents {

  private final DistributionRepository rows;
  private final References references;
  private final Catalogues catalogues;
  private final Quotas quotas;
  private final Publications publications;
  private final Audit audit;
  private final SnapshotResolver resolver;
  private final String domain;

  Distributions(
      DistributionRepository rows,
      References references,
      Catalogues catalogues,
      Quotas quotas,
      Publications publications,
      Audit audit,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain) {
    this.rows = rows;
    this.references = references;
    this.catalogues = catalogues;
    this.quotas = quotas;
    this.publications = publications;
    this.audit = audit;
    this.domain = domain.toLowerCase(Locale.ROOT);
    this.resolver = new SnapshotResolver(this.domain);
  }

  String domainName(String id) {
    return id.toLowerCase(Locale.ROOT) + "." + domain;
  }

  /** Creates a distribution, or finds the one that an equal request created before. */
  Version create(String account, DistributionConfig request, Map<String, String> tags) {
    DistributionConfig config = Defaults.fill(request);
    String digest = digest(config);
    return Transactions.change(() -> {
      Optional<DistributionRow> earlier =
          rows.findByCallerReference(account, config.callerReference());
      if (earlier.isPresent()) {
        return repeated(earlier.get(), digest);
      }
      quotas.checkRoom(ResourceKind.DISTRIBUTION, rows.count("account", account));
      DistributionRow row =
          new DistributionRow(Ids.next(), account, config.callerReference(), digest);
      row.tags.putAll(tags);
      apply(row, config);
      rows.persistAndFlush(row);
      return version(row, config, false);
    });
  }

  Version get(String account, String id) {
    return Transactions.read(() -> version(rows.get(account, id)));
  }

  Paging.Page<Version> list(String account, Paging paging) {
    return Transactions.read(() -> {
      List<DistributionRow> found = rows.after(account, paging.marker(), paging.maxItems() + 1);
      Set<String> deployed =
          publications.deployed(found.stream().map(DistributionRow::id).toList());
      return paging.page(
          found.stream().map(row -> version(row, row.config(), deployed.contains(row.id))).toList(),
          Version::id);
    });
  }

  Version update(String account, String id, @Nullable String ifMatch, DistributionConfig request) {
    DistributionConfig config = Defaults.fill(request);
    return Transactions.change(() -> {
      DistributionRow row = rows.lock(account, id);
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

  void delete(String account, String id, @Nullable String ifMatch) {
    Transactions.change(() -> {
      DistributionRow row = rows.lock(account, id);
      IfMatch.check(ifMatch, row.etag);
      if (row.config().enabled()) {
        throw new ApiException("DistributionNotDisabled", "the distribution " + id + " is enabled");
      }
      if (!isDeployed(id)) {
        throw new ApiException(
            "DistributionNotDisabled",
            "that the distribution " + id + " is disabled is not deployed yet");
      }
      references.checkUnused(reference(id));
      references.replace(reference(id), Set.of());
      rows.delete(row);
      audit.changed(ResourceKind.DISTRIBUTION.path(), id, row.etag, null);
      publications.withdraw(id);
      return true;
    });
  }

  @Override
  public void changed(Reference resource) {
    for (String id : references.users(resource, ResourceKind.DISTRIBUTION)) {
      DistributionRow row = rows.lock(id);
      publish(row, row.config());
    }
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
    String etag = Ids.next();
    audit.changed(ResourceKind.DISTRIBUTION.path(), row.id, row.etag, etag);
    row.etag = etag;
    row.config = PojoXml.write(DistributionRow.CONFIG_ROOT, config);
    row.lastModified = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private DistributionSnapshot publish(DistributionRow row, DistributionConfig config) {
    AccountCatalogue catalogue = catalogues.of(row.account);
    DistributionSnapshot snapshot =
        resolver.resolve(
            new Identity(row.id, row.revision + 1, row.account, domainName(row.id)),
            config,
            catalogue);
    row.revision = snapshot.revision();
    references.replace(reference(row.id), catalogue.references());
    publications.publish(snapshot);
    return snapshot;
  }

  private Version version(DistributionRow row) {
    return version(row, row.config(), isDeployed(row.id));
  }

  private boolean isDeployed(String id) {
    return publications.deployed(Set.of(id)).contains(id);
  }

  private static Reference reference(String id) {
    return new Reference(ResourceKind.DISTRIBUTION, id);
  }

  private static Version version(DistributionRow row, DistributionConfig config, boolean deployed) {
    return new Version(row.id, row.account, row.etag, row.lastModified, config, deployed);
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
