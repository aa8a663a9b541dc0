package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;

final class FunctionErrors implements Errors {

  private static final String CODE = "function handler(event) { return event.request; }";

  @Override
  public void provoke(Api api) {
    String name = unique();
    create(api.own(), name, CODE);
    api.refused("FunctionAlreadyExists", () -> create(api.own(), name, CODE));
    api.refused("InvalidArgument", () -> create(api.own(), unique(), ""));
    api.refused("FunctionSizeLimitExceeded", () -> create(api.own(), unique(), " ".repeat(10_241)));
    api.refused("NoSuchFunctionExists", () -> api.own().describeFunction(r -> r.name(unique())));
    api.refusedWithoutVersion(
        version -> api.own().publishFunction(r -> r.name(name).ifMatch(version)));
    api.refusedInTheEnd("TooManyFunctions", i -> create(api.crowded(), unique(), CODE));
  }

  private static CreateFunctionResponse create(CloudFrontClient client, String name, String code) {
    return client.createFunction(r ->
        r.name(name)
            .functionConfig(c -> c.comment("").runtime("cloudfront-js-2.0"))
            .functionCode(SdkBytes.fromUtf8String(code)));
  }
}
