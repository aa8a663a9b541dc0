package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import software.amazon.awssdk.core.SdkBytes;

final class KeyValueStoreErrors implements Errors {

  @Override
  public void provoke(Api api) {
    String name = unique();
    var created = api.own().createKeyValueStore(r -> r.name(name));
    api.refused("EntityAlreadyExists", () -> api.own().createKeyValueStore(r -> r.name(name)));
    api.refused("InvalidArgument", () -> api.own().createKeyValueStore(r -> r.name("a b")));
    api.refused(
        "UnsupportedOperation",
        () ->
            api.own()
                .createKeyValueStore(r ->
                    r.name(unique())
                        .importSource(s -> s.sourceType("S3").sourceARN("arn:aws:s3:::b/k"))));
    api.refused("EntityNotFound", () -> api.own().describeKeyValueStore(r -> r.name(unique())));
    api.refused("AccessDenied", () -> api.purger().describeKeyValueStore(r -> r.name(name)));
    api.refusedWithoutVersion(
        version -> api.own().deleteKeyValueStore(r -> r.name(name).ifMatch(version)));
    api.own()
        .createFunction(r ->
            r.name(unique())
                .functionCode(SdkBytes.fromUtf8String("function handler(e) { return e.request; }"))
                .functionConfig(c ->
                    c.comment("")
                        .runtime("cloudfront-js-2.0")
                        .keyValueStoreAssociations(a ->
                            a.quantity(1)
                                .items(i -> i.keyValueStoreARN(created.keyValueStore().arn())))));
    api.refused(
        "CannotDeleteEntityWhileInUse",
        () -> api.own().deleteKeyValueStore(r -> r.name(name).ifMatch(created.eTag())));
    api.refusedInTheEnd(
        "EntityLimitExceeded", i -> api.crowded().createKeyValueStore(r -> r.name(unique())));
  }
}
