package dev.perigee.config.invalidation;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.audit.Audit;
import dev.perigee.config.distribution.DistributionRepository;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.contracts.InvalidationPage;
import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.contracts.InvalidationState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.GetInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.GetInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.Invalidation;
import software.amazon.awssdk.services.cloudfront.model.InvalidationBatch;
import software.amazon.awssdk.services.cloudfront.model.InvalidationSummary;
import software.amazon.awssdk.services.cloudfront.model.ListInvalidationsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListInvalidationsResponse;

/** Invalidations in the API. */
@Singleton
final class InvalidationOperations implements OperationFamily {

  private static final int MAX_REFERENCE_CHARACTERS = 1_024;

  /** A header of our own, {@code hard} or {@code soft}. */
  private static final String EFFECT = "x-perigee-invalidation";

  private final InvalidationClient invalidations;
  private final DistributionRepository distributions;
  private final Audit audit;

  InvalidationOperations(
      InvalidationClient invalidations, DistributionRepository distributions, Audit audit) {
    this.invalidations = invalidations;
    this.distributions = distributions;
    this.audit = audit;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateInvalidation", CreateInvalidationRequest.class, this::create),
        on("GetInvalidation", GetInvalidationRequest.class, this::get),
        on("ListInvalidations", ListInvalidationsRequest.class, this::list));
  }

  private CreateInvalidationResponse create(CreateInvalidationRequest request, Call call) {
    InvalidationBatch batch = request.invalidationBatch();
    String reference = batch.callerReference();
    if (reference.isEmpty() || reference.length() > MAX_REFERENCE_CHARACTERS) {
      throw ApiException.invalidArgument(
          "CallerReference: expected 1 to " + MAX_REFERENCE_CHARACTERS + " characters");
    }
    List<String> paths = PathRules.resolve(batch.paths());
    InvalidationEffect effect = effect(call);
    checkDistribution(request.distributionId(), call);
    InvalidationState state =
        invalidations.create(
            request.distributionId(), new InvalidationRequest(reference, paths, effect));
    record(request.distributionId() + "/" + state.id());
    return CreateInvalidationResponse.builder()
        .invalidation(invalidation(state))
        .location(
            call.location(
                "distribution/" + request.distributionId() + "/invalidation/" + state.id()))
        .build();
  }

  private static InvalidationEffect effect(Call call) {
    String wanted = call.header(EFFECT).orElse("hard");
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "hard" -> InvalidationEffect.HARD;
      case "soft" -> InvalidationEffect.SOFT;
      default ->
          throw ApiException.invalidArgument(EFFECT + ": " + wanted + " (expected: hard or soft)");
    };
  }

  /** Where this fails, a repeated request finds the invalidation, and it is recorded then. */
  private void record(String id) {
    Transactions.change(() -> {
      audit.changed("invalidation", id, null, null);
      return true;
    });
  }

  private GetInvalidationResponse get(GetInvalidationRequest request, Call call) {
    checkDistribution(request.distributionId(), call);
    return GetInvalidationResponse.builder()
        .invalidation(invalidation(invalidations.get(request.distributionId(), request.id())))
        .build();
  }

  private ListInvalidationsResponse list(ListInvalidationsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    checkDistribution(request.distributionId(), call);
    InvalidationPage page = invalidations.list(request.distributionId(), paging);
    return ListInvalidationsResponse.builder()
        .invalidationList(list -> {
          list.marker(paging.marker())
              .maxItems(paging.maxItems())
              .isTruncated(page.nextMarker() != null)
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(page.items().stream().map(InvalidationOperations::summary).toList());
          }
        })
        .build();
  }

  private void checkDistribution(String id, Call call) {
    Transactions.read(() -> distributions.get(call.caller().account(), id));
  }

  private static Invalidation invalidation(InvalidationState state) {
    return Invalidation.builder()
        .id(state.id())
        .status(status(state))
        .createTime(state.createTime())
        .invalidationBatch(batch ->
            batch
                .callerReference(state.callerReference())
                .paths(paths -> paths.quantity(state.paths().size()).items(state.paths())))
        .build();
  }

  private static InvalidationSummary summary(InvalidationState state) {
    return InvalidationSummary.builder()
        .id(state.id())
        .status(status(state))
        .createTime(state.createTime())
        .build();
  }

  private static String status(InvalidationState state) {
    return state.completed() ? "Completed" : "InProgress";
  }
}
