package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import dev.perigee.config.coverage.Configs;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;

final class KeyGroupErrors implements Errors {

  @Override
  public void provoke(Api api) {
    KeyGroupConfig config = group(key(api.own()));
    var created = api.own().createKeyGroup(r -> r.keyGroupConfig(config));
    String id = created.keyGroup().id();
    api.refused("KeyGroupAlreadyExists", () -> create(api.own(), config));
    api.refused("InvalidArgument", () -> create(api.own(), group("none")));
    api.refused(
        "TooManyPublicKeysInKeyGroup",
        () -> create(api.own(), group("a").copy(g -> g.items(Samples.names(6)))));
    api.refused("NoSuchResource", () -> api.own().getKeyGroup(r -> r.id("none")));
    api.refusedWithoutVersion(version -> api.own().deleteKeyGroup(r -> r.id(id).ifMatch(version)));
    api.own()
        .createDistribution(r ->
            r.distributionConfig(
                Samples.distribution(
                        b -> b.trustedKeyGroups(g -> g.enabled(true).quantity(1).items(id)))
                    .build()));
    api.refused(
        "ResourceInUse", () -> api.own().deleteKeyGroup(r -> r.id(id).ifMatch(created.eTag())));
    KeyGroupConfig others = group(key(api.crowded()));
    api.refusedInTheEnd(
        "TooManyKeyGroups", i -> create(api.crowded(), others.copy(g -> g.name(unique()))));
  }

  /** One that is there, since there may be no room for another. */
  private static String key(CloudFrontClient client) {
    return client.listPublicKeys(r -> {}).publicKeyList().items().stream()
        .findFirst()
        .map(PublicKeySummary::id)
        .orElseGet(() ->
            client
                .createPublicKey(r -> r.publicKeyConfig(Configs.publicKey(unique())))
                .publicKey()
                .id());
  }

  private static void create(CloudFrontClient client, KeyGroupConfig config) {
    client.createKeyGroup(r -> r.keyGroupConfig(config));
  }

  private static KeyGroupConfig group(String keyId) {
    return KeyGroupConfig.builder().name(unique()).items(keyId).build();
  }
}
