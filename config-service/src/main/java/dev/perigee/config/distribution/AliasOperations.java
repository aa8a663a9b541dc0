package dev.perigee.config.distribution;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.alias.Aliases;
import dev.perigee.config.alias.Claim;
import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.AssociateAliasRequest;
import software.amazon.awssdk.services.cloudfront.model.AssociateAliasResponse;
import software.amazon.awssdk.services.cloudfront.model.ConflictingAlias;
import software.amazon.awssdk.services.cloudfront.model.DistributionResourceId;
import software.amazon.awssdk.services.cloudfront.model.DistributionResourceType;
import software.amazon.awssdk.services.cloudfront.model.DomainConflict;
import software.amazon.awssdk.services.cloudfront.model.ListConflictingAliasesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListConflictingAliasesResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDomainConflictsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDomainConflictsResponse;

/** Aliases in the API: who has them, and moving them. */
@Singleton
final class AliasOperations implements OperationFamily {

  private static final int MAX_ITEMS = 100;
  private static final int SHOWN_CHARACTERS = 6;

  private final DistributionRepository rows;
  private final Aliases aliases;
  private final AliasMoves moves;

  AliasOperations(DistributionRepository rows, Aliases aliases, AliasMoves moves) {
    this.rows = rows;
    this.aliases = aliases;
    this.moves = moves;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("AssociateAlias", AssociateAliasRequest.class, this::associate),
        on("ListConflictingAliases", ListConflictingAliasesRequest.class, this::conflicting),
        on("ListDomainConflicts", ListDomainConflictsRequest.class, this::conflicts));
  }

  private AssociateAliasResponse associate(AssociateAliasRequest request, Call call) {
    moves.associate(call.caller().account(), request.targetDistributionId(), request.alias());
    return AssociateAliasResponse.builder().build();
  }

  private ListConflictingAliasesResponse conflicting(
      ListConflictingAliasesRequest request, Call call) {
    Paging paging = paging(request.marker(), request.maxItems());
    Paging.Page<Claim> page =
        Transactions.read(() -> {
          rows.get(call.caller().account(), request.distributionId());
          return others(request.alias(), request.distributionId(), paging);
        });
    return ListConflictingAliasesResponse.builder()
        .conflictingAliasesList(list -> {
          list.maxItems(paging.maxItems())
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(page.items().stream().map(AliasOperations::conflictingAlias).toList());
          }
        })
        .build();
  }

  private ListDomainConflictsResponse conflicts(ListDomainConflictsRequest request, Call call) {
    Paging paging = paging(request.marker(), request.maxItems());
    String id = checked(request.domainControlValidationResource());
    Paging.Page<Claim> page =
        Transactions.read(() -> {
          if (rows.count("id = ?1 and account = ?2", id, call.caller().account()) == 0) {
            throw new ApiException("EntityNotFound", "there is no distribution " + id);
          }
          return others(request.domain(), id, paging);
        });
    return ListDomainConflictsResponse.builder()
        .domainConflicts(page.items().stream().map(AliasOperations::domainConflict).toList())
        .nextMarker(page.nextMarker())
        .build();
  }

  private static String checked(DistributionResourceId resource) {
    if (resource.distributionTenantId() != null) {
      throw new ApiException(
          "EntityNotFound", "there is no distribution tenant " + resource.distributionTenantId());
    }
    if (resource.distributionId() == null) {
      throw ApiException.invalidArgument(
          "DomainControlValidationResource.DistributionId is required");
    }
    return resource.distributionId();
  }

  private Paging.Page<Claim> others(String alias, String ownId, Paging paging) {
    if (alias.indexOf('.') <= 0) {
      throw ApiException.invalidArgument(
          "Alias: " + alias + " (expected: a host name, or one behind *.)");
    }
    return paging.page(
        aliases.overlapping(
            alias.toLowerCase(Locale.ROOT), ownId, paging.marker(), paging.maxItems() + 1),
        Claim::alias);
  }

  private static Paging paging(@Nullable String marker, @Nullable Integer maxItems) {
    if (maxItems != null && maxItems > MAX_ITEMS) {
      throw ApiException.invalidArgument(
          "MaxItems: " + maxItems + " (expected: 1 to " + MAX_ITEMS + ")");
    }
    return Paging.of(marker, maxItems == null ? null : maxItems.toString());
  }

  private static ConflictingAlias conflictingAlias(Claim claim) {
    return ConflictingAlias.builder()
        .alias(claim.alias())
        .distributionId(hidden(claim.ownerId()))
        .accountId(hidden(claim.account()))
        .build();
  }

  private static DomainConflict domainConflict(Claim claim) {
    return DomainConflict.builder()
        .domain(claim.alias())
        .resourceType(DistributionResourceType.DISTRIBUTION)
        .resourceId(hidden(claim.ownerId()))
        .accountId(hidden(claim.account()))
        .build();
  }

  /** Enough for the owner to know it again, and for nobody else. */
  private static String hidden(String id) {
    int hidden = Math.max(0, id.length() - SHOWN_CHARACTERS);
    return "*".repeat(hidden) + id.substring(hidden);
  }
}
