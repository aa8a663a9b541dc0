package dev.perigee.config.distribution;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.catalogue.AccountCatalogue;
import dev.perigee.config.catalogue.Catalogues;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionIdList;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByCachePolicyIdRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByCachePolicyIdResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByOriginRequestPolicyIdRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByOriginRequestPolicyIdResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByResponseHeadersPolicyIdRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByResponseHeadersPolicyIdResponse;

/** Lists of the distributions that use something, by id, in the API. */
@Singleton
final class UseOperations implements OperationFamily {

  private final DistributionLists lists;
  private final Catalogues catalogues;

  UseOperations(DistributionLists lists, Catalogues catalogues) {
    this.lists = lists;
    this.catalogues = catalogues;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on(
            "ListDistributionsByCachePolicyId",
            ListDistributionsByCachePolicyIdRequest.class,
            this::byCachePolicy),
        on(
            "ListDistributionsByOriginRequestPolicyId",
            ListDistributionsByOriginRequestPolicyIdRequest.class,
            this::byOriginRequestPolicy),
        on(
            "ListDistributionsByResponseHeadersPolicyId",
            ListDistributionsByResponseHeadersPolicyIdRequest.class,
            this::byResponseHeadersPolicy),
        on(
            "ListDistributionsByKeyGroup",
            ListDistributionsByKeyGroupRequest.class,
            this::byKeyGroup));
  }

  private ListDistributionsByCachePolicyIdResponse byCachePolicy(
      ListDistributionsByCachePolicyIdRequest request, Call call) {
    return ListDistributionsByCachePolicyIdResponse.builder()
        .distributionIdList(
            ids(
                new Reference(ResourceKind.CACHE_POLICY, request.cachePolicyId()),
                AccountCatalogue::cachePolicy,
                request.marker(),
                request.maxItems(),
                call))
        .build();
  }

  private ListDistributionsByOriginRequestPolicyIdResponse byOriginRequestPolicy(
      ListDistributionsByOriginRequestPolicyIdRequest request, Call call) {
    return ListDistributionsByOriginRequestPolicyIdResponse.builder()
        .distributionIdList(
            ids(
                new Reference(ResourceKind.ORIGIN_REQUEST_POLICY, request.originRequestPolicyId()),
                AccountCatalogue::originRequestPolicy,
                request.marker(),
                request.maxItems(),
                call))
        .build();
  }

  private ListDistributionsByResponseHeadersPolicyIdResponse byResponseHeadersPolicy(
      ListDistributionsByResponseHeadersPolicyIdRequest request, Call call) {
    return ListDistributionsByResponseHeadersPolicyIdResponse.builder()
        .distributionIdList(
            ids(
                new Reference(
                    ResourceKind.RESPONSE_HEADERS_POLICY, request.responseHeadersPolicyId()),
                AccountCatalogue::responseHeadersPolicy,
                request.marker(),
                request.maxItems(),
                call))
        .build();
  }

  private ListDistributionsByKeyGroupResponse byKeyGroup(
      ListDistributionsByKeyGroupRequest request, Call call) {
    return ListDistributionsByKeyGroupResponse.builder()
        .distributionIdList(
            ids(
                new Reference(ResourceKind.KEY_GROUP, request.keyGroupId()),
                AccountCatalogue::keyGroup,
                request.marker(),
                request.maxItems(),
                call))
        .build();
  }

  private DistributionIdList ids(
      Reference resource,
      BiFunction<AccountCatalogue, String, Optional<?>> find,
      @Nullable String marker,
      @Nullable String maxItems,
      Call call) {
    String account = call.caller().account();
    Paging paging = Paging.of(marker, maxItems);
    Paging.Page<String> page =
        lists.idsUsing(
            account,
            resource,
            paging,
            wanted -> check(find.apply(catalogues.of(account), wanted.id()), wanted));
    DistributionIdList.Builder list =
        DistributionIdList.builder()
            .marker(paging.marker())
            .maxItems(paging.maxItems())
            .isTruncated(page.isTruncated())
            .nextMarker(page.nextMarker())
            .quantity(page.items().size());
    return page.items().isEmpty() ? list.build() : list.items(page.items()).build();
  }

  private static void check(Optional<?> found, Reference resource) {
    if (found.isEmpty()) {
      throw new ApiException(
          resource.kind().noSuch(), "there is no " + resource.kind().label() + " " + resource.id());
    }
  }
}
