package dev.perigee.config.keys;

import dev.perigee.config.resource.ResourceNames;
import dev.perigee.config.wire.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;

/** What a public key may be called, and that only what is said of it may change. */
final class PublicKeyRules {

  private static final String PATH = "PublicKeyConfig";

  private PublicKeyRules() {}

  static PublicKeyConfig check(PublicKeyConfig config) {
    if (config.callerReference().isEmpty()) {
      throw ApiException.invalidArgument(PATH + ".CallerReference is empty");
    }
    ResourceNames.check(PATH, config.name(), config.comment());
    SigningKey.check(PATH + ".EncodedKey", config.encodedKey());
    return filled(config);
  }

  static PublicKeyConfig checkChange(PublicKeyConfig before, PublicKeyConfig config) {
    List<String> changed = new ArrayList<>();
    note(changed, "CallerReference", before.callerReference(), config.callerReference());
    note(changed, "Name", before.name(), config.name());
    note(changed, "EncodedKey", before.encodedKey(), config.encodedKey());
    if (!changed.isEmpty()) {
      throw new ApiException(
          "CannotChangeImmutablePublicKeyFields",
          PATH + ": " + String.join(", ", changed) + " cannot be changed, only Comment can");
    }
    ResourceNames.check(PATH, config.name(), config.comment());
    return filled(config);
  }

  private static void note(
      List<String> changed, String member, @Nullable String before, @Nullable String now) {
    if (now != null && !now.equals(before)) {
      changed.add(member);
    }
  }

  private static PublicKeyConfig filled(PublicKeyConfig config) {
    return config.comment() == null ? config.toBuilder().comment("").build() : config;
  }
}
