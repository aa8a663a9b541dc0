package dev.perigee.config.distribution;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.ResourceType;
import dev.perigee.config.resource.ResourceTypes;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.CreateMonitoringSubscriptionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateMonitoringSubscriptionResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteMonitoringSubscriptionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteMonitoringSubscriptionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetMonitoringSubscriptionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetMonitoringSubscriptionResponse;
import software.amazon.awssdk.services.cloudfront.model.MonitoringSubscription;

/**
 * Monitoring subscriptions in the API. A distribution has one or none; one that is created with
 * another status than the one that is there takes its place, as Terraform changes it so.
 */
@Singleton
final class MonitoringOperations implements OperationFamily {

  private final Distributions distributions;
  private final Resources resources;

  MonitoringOperations(Distributions distributions, Resources resources) {
    this.distributions = distributions;
    this.resources = resources;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateMonitoringSubscription", CreateMonitoringSubscriptionRequest.class, this::create),
        on("GetMonitoringSubscription", GetMonitoringSubscriptionRequest.class, this::get),
        on(
            "DeleteMonitoringSubscription",
            DeleteMonitoringSubscriptionRequest.class,
            this::delete));
  }

  private CreateMonitoringSubscriptionResponse create(
      CreateMonitoringSubscriptionRequest request, Call call) {
    String account = call.caller().account();
    String id = distributions.get(account, request.distributionId()).id();
    MonitoringSubscription config = request.monitoringSubscription();
    if (config.realtimeMetricsSubscriptionConfig() == null) {
      throw ApiException.invalidArgument(
          "MonitoringSubscription.RealtimeMetricsSubscriptionConfig is required");
    }
    ResourceType<MonitoringSubscription> type = ResourceTypes.monitoringSubscription(id);
    Optional<Resource<MonitoringSubscription>> before = find(type, account, id);
    if (before.isPresent() && before.get().config().equals(config)) {
      throw new ApiException(
          type.kind().alreadyExists(),
          "the distribution "
              + id
              + " has a subscription that is "
              + config
                  .realtimeMetricsSubscriptionConfig()
                  .realtimeMetricsSubscriptionStatusAsString());
    }
    Resource<MonitoringSubscription> made =
        before.isPresent()
            ? resources.update(type, account, id, before.get().etag(), config, Set.of())
            : resources.create(type, account, config, null, Set.of());
    return CreateMonitoringSubscriptionResponse.builder()
        .monitoringSubscription(made.config())
        .build();
  }

  private GetMonitoringSubscriptionResponse get(
      GetMonitoringSubscriptionRequest request, Call call) {
    return GetMonitoringSubscriptionResponse.builder()
        .monitoringSubscription(existing(request.distributionId(), call).config())
        .build();
  }

  private DeleteMonitoringSubscriptionResponse delete(
      DeleteMonitoringSubscriptionRequest request, Call call) {
    Resource<MonitoringSubscription> found = existing(request.distributionId(), call);
    resources.delete(
        ResourceTypes.monitoringSubscription(found.id()),
        found.account(),
        found.id(),
        found.etag());
    return DeleteMonitoringSubscriptionResponse.builder().build();
  }

  private Resource<MonitoringSubscription> existing(String distributionId, Call call) {
    String account = call.caller().account();
    String id = distributions.get(account, distributionId).id();
    ResourceType<MonitoringSubscription> type = ResourceTypes.monitoringSubscription(id);
    return find(type, account, id)
        .orElseThrow(() ->
            new ApiException(
                type.kind().noSuch(), "the distribution " + id + " has no subscription"));
  }

  private Optional<Resource<MonitoringSubscription>> find(
      ResourceType<MonitoringSubscription> type, String account, String id) {
    return Transactions.read(() -> resources.share(type, account, id));
  }
}
