package dev.perigee.config.function;

import dev.perigee.config.audit.Audit;
import dev.perigee.config.resource.Quotas;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.References;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.tagging.TagStore;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.IfMatch;
import dev.perigee.config.wire.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;

/** Changes functions. Each method is one transaction; refusals leave nothing behind. */
@ApplicationScoped
class Functions {

  private final FunctionRepository rows;
  private final Resources resources;
  private final References references;
  private final Quotas quotas;
  private final TagStore tags;
  private final Audit audit;

  Functions(
      FunctionRepository rows,
      Resources resources,
      References references,
      Quotas quotas,
      TagStore tags,
      Audit audit) {
    this.rows = rows;
    this.resources = resources;
    this.references = references;
    this.quotas = quotas;
    this.tags = tags;
    this.audit = audit;
  }

  StagedFunction create(
      String account, String name, FunctionConfig config, byte[] code, Map<String, String> given) {
    return Transactions.change(() -> {
      if (rows.find(account, name, FunctionStage.DEVELOPMENT).isPresent()) {
        throw new ApiException(
            ResourceKind.FUNCTION.alreadyExists(), "there is a function " + name + " already");
      }
      quotas.checkRoom(ResourceKind.FUNCTION, rows.countFunctions(account));
      FunctionRow row = new FunctionRow(account, name);
      row.set(config, code);
      use(row, null);
      rows.persistAndFlush(row);
      tags.put(arn(row), given);
      audit.changed(ResourceKind.FUNCTION.path(), name, null, row.etag);
      return staged(row, null);
    });
  }

  StagedFunction get(String account, String name, FunctionStage stage) {
    return Transactions.read(() -> staged(rows.get(account, name, stage)));
  }

  StagedFunction update(
      String account, String name, @Nullable String ifMatch, FunctionConfig config, byte[] code) {
    return Transactions.change(() -> {
      FunctionRow row = rows.lock(account, name);
      IfMatch.check(ifMatch, row.etag);
      String before = row.etag;
      row.set(config, code);
      use(row, live(row).orElse(null));
      audit.changed(ResourceKind.FUNCTION.path(), name, before, row.etag);
      return staged(row);
    });
  }

  /** Makes what is in development live. */
  StagedFunction publish(String account, String name, @Nullable String ifMatch) {
    return Transactions.change(() -> {
      FunctionRow row = rows.lock(account, name);
      IfMatch.check(ifMatch, row.etag);
      Optional<FunctionRow> published = live(row);
      String before = published.map(live -> live.etag).orElse(null);
      FunctionRow live = published.orElseGet(() -> FunctionRow.live(row));
      live.set(row.config(), row.code);
      use(row, live);
      if (published.isEmpty()) {
        rows.persist(live);
      }
      audit.changed(ResourceKind.FUNCTION.path(), name, before, live.etag);
      return staged(live, live);
    });
  }

  void delete(String account, String name, @Nullable String ifMatch) {
    Transactions.change(() -> {
      FunctionRow row = rows.lock(account, name);
      IfMatch.check(ifMatch, row.etag);
      references.checkUnused(reference(row));
      references.replace(reference(row), Set.of());
      live(row).ifPresent(rows::delete);
      rows.delete(row);
      tags.clear(arn(row));
      audit.changed(ResourceKind.FUNCTION.path(), name, row.etag, null);
      return true;
    });
  }

  /**
   * A page of functions by name, each as often as it has stages.
   *
   * @param stage null for both
   */
  Paging.Page<StagedFunction> list(String account, @Nullable FunctionStage stage, Paging paging) {
    return Transactions.read(() ->
        paging.page(
            rows.after(account, stage, paging.marker(), paging.maxItems() + 1).stream()
                .map(this::staged)
                .toList(),
            StagedFunction::id));
  }

  /** Remembers the stores that either stage reads, once they are found to be there. */
  private void use(FunctionRow row, @Nullable FunctionRow live) {
    Set<Reference> stores = new HashSet<>(FunctionRules.stores(row.key.account(), row.config()));
    if (live != null) {
      stores.addAll(FunctionRules.stores(row.key.account(), live.config()));
    }
    resources.checkPresent(row.key.account(), stores);
    references.replace(reference(row), stores);
  }

  private Optional<FunctionRow> live(FunctionRow row) {
    return rows.find(row.key.account(), row.key.name(), FunctionStage.LIVE);
  }

  private StagedFunction staged(FunctionRow row) {
    return staged(row, live(row).orElse(null));
  }

  private static StagedFunction staged(FunctionRow row, @Nullable FunctionRow live) {
    return new StagedFunction(
        row.key.account(),
        row.key.name(),
        row.key.stage(),
        row.etag,
        row.config(),
        row.code,
        row.created,
        row.lastModified,
        live != null
            && Arrays.equals(live.code, row.code)
            && Arrays.equals(live.config, row.config));
  }

  private static String arn(FunctionRow row) {
    return ResourceKind.FUNCTION.arn(row.key.account(), row.key.name());
  }

  private static Reference reference(FunctionRow row) {
    return new Reference(ResourceKind.FUNCTION, row.key.account() + "/" + row.key.name());
  }
}
