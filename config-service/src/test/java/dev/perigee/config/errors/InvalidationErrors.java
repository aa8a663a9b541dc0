package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Paths;

final class InvalidationErrors implements Errors {

  private static final int TOO_MANY = 3_001;

  @Override
  public void provoke(Api api) {
    String id =
        api.own()
            .createDistribution(r -> r.distributionConfig(Samples.distribution(b -> {}).build()))
            .distribution()
            .id();
    List<String> tooMany = IntStream.range(0, TOO_MANY).mapToObj(i -> "/" + i).toList();
    api.refused(
        "BatchTooLarge", () -> create(api.own(), id, p -> p.quantity(TOO_MANY).items(tooMany)));
    api.refused(
        "InconsistentQuantities", () -> create(api.own(), id, p -> p.quantity(2).items("/a")));
    api.refused(
        "InvalidArgument", () -> create(api.own(), id, p -> p.quantity(1).items("no-slash")));
    api.refused("MissingBody", () -> api.own().createInvalidation(r -> r.distributionId(id)));
    api.refused(
        "NoSuchDistribution", () -> create(api.own(), "none", p -> p.quantity(1).items("/a")));
    api.refused(
        "NoSuchInvalidation",
        () -> api.own().getInvalidation(r -> r.distributionId(id).id("none")));
    api.refused("AccessDenied", () -> create(api.reader(), id, p -> p.quantity(1).items("/a")));
    api.refused(
        "TooManyInvalidationsInProgress",
        () -> create(api.own(), id, p -> p.quantity(1).items("/a")));
  }

  private static void create(
      CloudFrontClient client, String distributionId, Consumer<Paths.Builder> paths) {
    client.createInvalidation(r ->
        r.distributionId(distributionId)
            .invalidationBatch(b -> b.callerReference(unique()).paths(paths)));
  }
}
