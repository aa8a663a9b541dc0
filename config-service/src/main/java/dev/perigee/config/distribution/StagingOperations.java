package dev.perigee.config.distribution;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CopyDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.CopyDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionWithStagingConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionWithStagingConfigResponse;

/** Staging distributions in the API. */
@Singleton
final class StagingOperations implements OperationFamily {

  private final Staging staging;
  private final DistributionForms forms;

  StagingOperations(Staging staging, DistributionForms forms) {
    this.staging = staging;
    this.forms = forms;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CopyDistribution", CopyDistributionRequest.class, this::copy),
        on(
            "UpdateDistributionWithStagingConfig",
            UpdateDistributionWithStagingConfigRequest.class,
            this::promote));
  }

  private CopyDistributionResponse copy(CopyDistributionRequest request, Call call) {
    if (!Boolean.TRUE.equals(request.staging())) {
      throw ApiException.invalidArgument(
          "Staging: " + request.staging() + " (expected: true, the one kind of copy)");
    }
    Version copy =
        staging.copy(
            call.caller().account(),
            request.primaryDistributionId(),
            request.ifMatch(),
            request.callerReference(),
            request.enabled());
    return CopyDistributionResponse.builder()
        .distribution(forms.distribution(copy))
        .location(call.location("distribution/" + copy.id()))
        .eTag(copy.etag())
        .build();
  }

  private UpdateDistributionWithStagingConfigResponse promote(
      UpdateDistributionWithStagingConfigRequest request, Call call) {
    Version promoted =
        staging.promote(
            call.caller().account(),
            request.id(),
            request.stagingDistributionId(),
            request.ifMatch());
    return UpdateDistributionWithStagingConfigResponse.builder()
        .distribution(forms.distribution(promoted))
        .eTag(promoted.etag())
        .build();
  }
}
