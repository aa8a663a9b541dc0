package dev.perigee.config.keys;

import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.ResourceNames;
import dev.perigee.config.wire.ApiException;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;

/** What a key group may consist of. */
final class KeyGroupRules {

  private static final String PATH = "KeyGroupConfig";
  private static final int MAX_KEYS = 5;

  private KeyGroupRules() {}

  static KeyGroupConfig check(KeyGroupConfig config) {
    ResourceNames.check(PATH, config.name(), config.comment());
    if (config.items().isEmpty()) {
      throw ApiException.invalidArgument(PATH + ".Items: 0 public keys (expected: 1 or more)");
    }
    if (config.items().size() > MAX_KEYS) {
      throw new ApiException(
          "TooManyPublicKeysInKeyGroup",
          PATH + ".Items: " + config.items().size() + " (expected: <= " + MAX_KEYS + ")");
    }
    return config.comment() == null ? config.toBuilder().comment("").build() : config;
  }

  /** The keys of a group that was checked. */
  static Set<Reference> keys(KeyGroupConfig config) {
    Set<Reference> keys = new HashSet<>();
    for (String id : config.items()) {
      if (!keys.add(new Reference(ResourceKind.PUBLIC_KEY, id))) {
        throw ApiException.invalidArgument(
            PATH + ".Items: the public key " + id + " is there more than once");
      }
    }
    return keys;
  }
}
