package dev.perigee.config.resource;

import dev.perigee.config.audit.Audit;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.IfMatch;
import dev.perigee.config.wire.Paging;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Creates, changes, lists and deletes the resources of an account.
 *
 * <p>Each of these is one transaction, and a refusal leaves nothing behind. What a resource refers
 * to has to be there and stays until it does no longer; a change is published with whatever depends
 * on it, in the same transaction.
 */
@ApplicationScoped
public class Resources {

  private final ResourceRepository rows;
  private final References references;
  private final List<Dependents> dependents;
  private final Quotas quotas;
  private final Audit audit;

  Resources(
      ResourceRepository rows,
      References references,
      @All List<Dependents> dependents,
      Quotas quotas,
      Audit audit) {
    this.rows = rows;
    this.references = references;
    this.dependents = dependents;
    this.quotas = quotas;
    this.audit = audit;
  }

  /**
   * Creates a resource, or finds the one that an equal request with the same caller reference
   * created before.
   *
   * @param callerReference the client's own name for the request; null where the kind knows none
   * @param uses what the resource refers to
   */
  public <C extends SdkPojo> Resource<C> create(
      ResourceType<C> type,
      String account,
      C config,
      @Nullable String callerReference,
      Set<Reference> uses) {
    return create(type, account, config, callerReference, present(account, uses));
  }

  /** The same with more to be checked of what the resource refers to. */
  public <C extends SdkPojo> Resource<C> create(
      ResourceType<C> type, String account, C config, @Nullable String callerReference, Uses uses) {
    byte[] document = type.write(config);
    return Transactions.change(() -> {
      Optional<ResourceRow> earlier =
          Optional.ofNullable(callerReference)
              .flatMap(given -> rows.findByCallerReference(type.kind(), account, given));
      if (earlier.isPresent()) {
        return resource(type, repeated(type.kind(), earlier.get(), document));
      }
      quotas.checkRoom(type.kind(), rows.count(type.kind(), account));
      ResourceRow row = new ResourceRow(type.kind(), type.newId().apply(config), account, now());
      row.callerReference = callerReference;
      row.createdAs = callerReference == null ? null : document;
      apply(type, row, config, document, uses);
      rows.persistAndFlush(row);
      audit.changed(type.kind().path(), row.key.id(), null, row.etag);
      notifyOf(new Reference(type.kind(), row.key.id()));
      return resource(type, row);
    });
  }

  public <C extends SdkPojo> Resource<C> get(ResourceType<C> type, String account, String id) {
    return Transactions.read(
        () -> resource(type, rows.get(type.kind(), account, id, LockModeType.NONE)));
  }

  /**
   * Looks up what is to become part of something else, and keeps it from being changed or deleted
   * until the caller's transaction ends.
   */
  public <C extends SdkPojo> Optional<Resource<C>> share(
      ResourceType<C> type, String account, String id) {
    return rows.find(type.kind(), account, id, LockModeType.PESSIMISTIC_READ)
        .map(row -> resource(type, row));
  }

  /** Whether an account has a resource; it stays until the caller's transaction ends. */
  public boolean hold(ResourceKind kind, String account, String id) {
    return rows.find(kind, account, id, LockModeType.PESSIMISTIC_READ).isPresent();
  }

  /**
   * Looks up a resource whoever's it is, and keeps others from changing it until the caller's
   * transaction ends.
   */
  public <C extends SdkPojo> Optional<Resource<C>> lock(ResourceType<C> type, String id) {
    return rows.findByIdOptional(
            new ResourceRow.Key(type.kind(), id), LockModeType.PESSIMISTIC_WRITE)
        .map(row -> resource(type, row));
  }

  /** Looks up a resource by its name. Joins the caller's transaction. */
  public <C extends SdkPojo> Optional<Resource<C>> findByName(
      ResourceType<C> type, String account, String name) {
    return rows.findByName(type.kind(), account, name).map(row -> resource(type, row));
  }

  /**
   * Changes a resource, with {@code uses} in place of what it referred to. The configuration that
   * is there already changes nothing, neither the version nor the time.
   */
  public <C extends SdkPojo> Resource<C> update(
      ResourceType<C> type,
      String account,
      String id,
      @Nullable String ifMatch,
      C config,
      Set<Reference> uses) {
    return update(type, account, id, ifMatch, config, present(account, uses));
  }

  /** The same with more to be checked of what the resource refers to. */
  public <C extends SdkPojo> Resource<C> update(
      ResourceType<C> type,
      String account,
      String id,
      @Nullable String ifMatch,
      C config,
      Uses uses) {
    byte[] document = type.write(config);
    return Transactions.change(() -> {
      ResourceRow row = rows.get(type.kind(), account, id, LockModeType.PESSIMISTIC_WRITE);
      IfMatch.check(ifMatch, row.etag);
      if (Arrays.equals(document, row.config)) {
        return resource(type, row);
      }
      String before = row.etag;
      apply(type, row, config, document, uses);
      rows.flush();
      audit.changed(type.kind().path(), id, before, row.etag);
      notifyOf(new Reference(type.kind(), id));
      return resource(type, row);
    });
  }

  /**
   * Changes a resource as part of a larger change, leaving what it refers to as it is. Joins the
   * caller's transaction, and leaves it to the caller to publish whatever depends on the resource.
   */
  public <C extends SdkPojo> void amend(
      ResourceType<C> type, String account, String id, UnaryOperator<C> change) {
    ResourceRow row = rows.get(type.kind(), account, id, LockModeType.PESSIMISTIC_WRITE);
    String before = row.etag;
    set(row, type.write(change.apply(type.read(row.config))));
    rows.flush();
    audit.changed(type.kind().path(), id, before, row.etag);
  }

  public void delete(ResourceType<?> type, String account, String id, @Nullable String ifMatch) {
    delete(type, account, id, ifMatch, deleted -> {});
  }

  /**
   * Deletes a resource.
   *
   * @param before what is to be checked, and to be deleted with it, in the same transaction
   */
  public <C extends SdkPojo> void delete(
      ResourceType<C> type,
      String account,
      String id,
      @Nullable String ifMatch,
      Consumer<Resource<C>> before) {
    Transactions.change(() -> {
      ResourceRow row = rows.get(type.kind(), account, id, LockModeType.PESSIMISTIC_WRITE);
      IfMatch.check(ifMatch, row.etag);
      before.accept(resource(type, row));
      Reference deleted = new Reference(type.kind(), id);
      references.checkUnused(deleted);
      references.replace(deleted, Set.of());
      rows.delete(row);
      rows.flush();
      audit.changed(type.kind().path(), id, row.etag, null);
      notifyOf(deleted);
      return true;
    });
  }

  /**
   * Deletes what belongs to something that is gone, if it is there. Joins the caller's transaction.
   */
  public void forget(Reference resource) {
    rows.delete("key.kind = ?1 and key.id = ?2", resource.kind(), resource.id());
  }

  public <C extends SdkPojo> Paging.Page<Resource<C>> list(
      ResourceType<C> type, String account, Paging paging) {
    return Transactions.read(() ->
        paging.page(
            rows.after(type.kind(), account, paging.marker(), paging.maxItems() + 1).stream()
                .map(row -> resource(type, row))
                .toList(),
            Resource::id));
  }

  private <C extends SdkPojo> void apply(
      ResourceType<C> type, ResourceRow row, C config, byte[] document, Uses uses) {
    String name = type.name().apply(config);
    checkName(type.kind(), row, name);
    row.name = name;
    Reference self = new Reference(type.kind(), row.key.id());
    references.replace(self, uses.of(self));
    set(row, document);
  }

  private static void set(ResourceRow row, byte[] document) {
    row.etag = Ids.next();
    row.config = document;
    row.lastModified = now();
  }

  /**
   * Refuses where some resource is not there, and keeps the others until the caller's transaction
   * ends.
   */
  public void checkPresent(String account, Set<Reference> wanted) {
    for (Reference each : wanted) {
      if (rows.find(each.kind(), account, each.id(), LockModeType.PESSIMISTIC_READ).isEmpty()) {
        throw ApiException.invalidArgument("there is no " + each.kind().label() + " " + each.id());
      }
    }
  }

  /** What has to be there. */
  private Uses present(String account, Set<Reference> uses) {
    return self -> {
      checkPresent(account, uses);
      return uses;
    };
  }

  private void notifyOf(Reference changed) {
    dependents.forEach(each -> each.changed(changed));
  }

  private void checkName(ResourceKind kind, ResourceRow row, @Nullable String wanted) {
    Optional.ofNullable(wanted)
        .flatMap(name -> rows.findByName(kind, row.account, name))
        .filter(other -> !other.key.equals(row.key))
        .ifPresent(other -> {
          throw new ApiException(
              kind.alreadyExists(),
              "the " + kind.label() + " " + other.key.id() + " has the name " + wanted);
        });
  }

  private static ResourceRow repeated(ResourceKind kind, ResourceRow earlier, byte[] document) {
    if (!Arrays.equals(earlier.createdAs, document)) {
      throw new ApiException(
          kind.alreadyExists(),
          "CallerReference: "
              + earlier.callerReference
              + " was used before, with another configuration, for "
              + earlier.key.id());
    }
    return earlier;
  }

  private static <C extends SdkPojo> Resource<C> resource(ResourceType<C> type, ResourceRow row) {
    return new Resource<>(
        row.key.id(), row.account, row.etag, row.created, row.lastModified, type.read(row.config));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
