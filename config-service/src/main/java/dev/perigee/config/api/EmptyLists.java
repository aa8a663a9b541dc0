package dev.perigee.config.api;

import dev.perigee.config.wire.EmptyList;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.ServiceModel;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontRequest;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontResponse;

/** What there is of features that Perigee leaves out: nothing. */
@Singleton
final class EmptyLists implements OperationFamily {

  private final ServiceModel model;

  EmptyLists(ServiceModel model) {
    this.model = model;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return model.operations().stream()
        .map(Operation::name)
        .filter(name -> name.startsWith("List") && UnsupportedFeatures.of(name).isPresent())
        .<OperationHandler<?>>map(EmptyLists::handler)
        .toList();
  }

  private static OperationHandler<CloudFrontRequest> handler(String name) {
    return OperationHandler.on(
        name,
        CloudFrontRequest.class,
        request -> EmptyList.of(name, request, CloudFrontResponse.class));
  }
}
