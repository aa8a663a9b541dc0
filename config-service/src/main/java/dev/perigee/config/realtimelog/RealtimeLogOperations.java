package dev.perigee.config.realtimelog;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.REALTIME_LOG_CONFIG;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CreateRealtimeLogConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateRealtimeLogConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteRealtimeLogConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteRealtimeLogConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetRealtimeLogConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetRealtimeLogConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.ListRealtimeLogConfigsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListRealtimeLogConfigsResponse;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;
import software.amazon.awssdk.services.cloudfront.model.UpdateRealtimeLogConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateRealtimeLogConfigResponse;

/**
 * Real-time log configurations in the API. They have no ids of their own there and no versions: a
 * request names one by its name or, where it gives none, by its ARN.
 */
@Singleton
final class RealtimeLogOperations implements OperationFamily {

  private final Resources resources;

  RealtimeLogOperations(Resources resources) {
    this.resources = resources;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateRealtimeLogConfig", CreateRealtimeLogConfigRequest.class, this::create),
        on("GetRealtimeLogConfig", GetRealtimeLogConfigRequest.class, this::get),
        on("UpdateRealtimeLogConfig", UpdateRealtimeLogConfigRequest.class, this::update),
        on("DeleteRealtimeLogConfig", DeleteRealtimeLogConfigRequest.class, this::delete),
        on("ListRealtimeLogConfigs", ListRealtimeLogConfigsRequest.class, this::list));
  }

  private CreateRealtimeLogConfigResponse create(
      CreateRealtimeLogConfigRequest request, Call call) {
    String account = call.caller().account();
    RealtimeLogConfig config =
        RealtimeLogRules.check(
            RealtimeLogConfig.builder()
                .arn(REALTIME_LOG_CONFIG.kind().arn(account, request.name()))
                .name(request.name())
                .samplingRate(request.samplingRate())
                .endPoints(request.endPoints())
                .fields(request.fields())
                .build());
    return CreateRealtimeLogConfigResponse.builder()
        .realtimeLogConfig(
            resources.create(REALTIME_LOG_CONFIG, account, config, null, Set.of()).config())
        .build();
  }

  private GetRealtimeLogConfigResponse get(GetRealtimeLogConfigRequest request, Call call) {
    return GetRealtimeLogConfigResponse.builder()
        .realtimeLogConfig(find(request.name(), request.arn(), call).config())
        .build();
  }

  private UpdateRealtimeLogConfigResponse update(
      UpdateRealtimeLogConfigRequest request, Call call) {
    Resource<RealtimeLogConfig> before = find(request.name(), request.arn(), call);
    RealtimeLogConfig config =
        RealtimeLogRules.check(
            before.config().toBuilder()
                .samplingRate(request.samplingRate())
                .endPoints(request.endPoints())
                .fields(request.fields())
                .build());
    return UpdateRealtimeLogConfigResponse.builder()
        .realtimeLogConfig(
            resources
                .update(
                    REALTIME_LOG_CONFIG,
                    before.account(),
                    before.id(),
                    before.etag(),
                    config,
                    Set.of())
                .config())
        .build();
  }

  private DeleteRealtimeLogConfigResponse delete(
      DeleteRealtimeLogConfigRequest request, Call call) {
    Resource<RealtimeLogConfig> found = find(request.name(), request.arn(), call);
    resources.delete(REALTIME_LOG_CONFIG, found.account(), found.id(), found.etag());
    return DeleteRealtimeLogConfigResponse.builder().build();
  }

  private ListRealtimeLogConfigsResponse list(ListRealtimeLogConfigsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<RealtimeLogConfig>> page =
        resources.list(REALTIME_LOG_CONFIG, call.caller().account(), paging);
    return ListRealtimeLogConfigsResponse.builder()
        .realtimeLogConfigs(list ->
            list.marker(paging.marker())
                .maxItems(paging.maxItems())
                .isTruncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .items(page.items().stream().map(Resource::config).toList()))
        .build();
  }

  private Resource<RealtimeLogConfig> find(@Nullable String name, @Nullable String arn, Call call) {
    String account = call.caller().account();
    String wanted = name == null || name.isEmpty() ? nameIn(arn, account) : name;
    return Transactions.read(() -> resources.findByName(REALTIME_LOG_CONFIG, account, wanted))
        .orElseThrow(() -> noSuch(wanted));
  }

  private static String nameIn(@Nullable String arn, String account) {
    if (arn == null || arn.isEmpty()) {
      throw ApiException.invalidArgument("expected a Name or an ARN");
    }
    String prefix = REALTIME_LOG_CONFIG.kind().arn(account, "");
    if (!arn.startsWith(prefix)) {
      throw noSuch(arn);
    }
    return arn.substring(prefix.length());
  }

  private static ApiException noSuch(String what) {
    return new ApiException(
        REALTIME_LOG_CONFIG.kind().noSuch(), "there is no real-time log configuration " + what);
  }
}
