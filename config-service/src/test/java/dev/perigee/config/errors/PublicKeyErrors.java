package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import dev.perigee.config.coverage.Configs;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;

final class PublicKeyErrors implements Errors {

  @Override
  public void provoke(Api api) {
    PublicKeyConfig config = Configs.publicKey(unique());
    var created = api.own().createPublicKey(r -> r.publicKeyConfig(config));
    String id = created.publicKey().id();
    api.refused("PublicKeyAlreadyExists", () -> create(api, config.copy(c -> c.comment("other"))));
    api.refused(
        "InvalidArgument",
        () -> create(api, Configs.publicKey(unique()).copy(c -> c.encodedKey("no key"))));
    api.refused(
        "CannotChangeImmutablePublicKeyFields",
        () ->
            api.own()
                .updatePublicKey(r ->
                    r.id(id)
                        .ifMatch(created.eTag())
                        .publicKeyConfig(config.copy(c -> c.callerReference(unique())))));
    api.refused("NoSuchPublicKey", () -> api.own().getPublicKey(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getPublicKey(r -> r.id(id)));
    api.refusedWithoutVersion(version -> api.own().deletePublicKey(r -> r.id(id).ifMatch(version)));
    api.own().createKeyGroup(r -> r.keyGroupConfig(g -> g.name(unique()).items(id)));
    api.refused(
        "PublicKeyInUse", () -> api.own().deletePublicKey(r -> r.id(id).ifMatch(created.eTag())));
    Consumer<PublicKeyConfig.Builder> another = c -> c.callerReference(unique()).name(unique());
    api.refusedInTheEnd(
        "TooManyPublicKeys",
        i -> api.crowded().createPublicKey(r -> r.publicKeyConfig(config.copy(another))));
  }

  private static void create(Api api, PublicKeyConfig config) {
    api.own().createPublicKey(r -> r.publicKeyConfig(config));
  }
}
