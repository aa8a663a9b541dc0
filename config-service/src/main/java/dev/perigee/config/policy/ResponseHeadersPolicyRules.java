package dev.perigee.config.policy;

import dev.perigee.config.resource.ResourceNames;
import dev.perigee.config.snapshot.ResponseHeadersResolver;
import dev.perigee.config.wire.ApiException;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/** What a response headers policy of an account's own may say. */
final class ResponseHeadersPolicyRules {

  private static final String PATH = "ResponseHeadersPolicyConfig";

  private ResponseHeadersPolicyRules() {}

  /** The configuration with what was left out filled in, once it is found to be right. */
  static ResponseHeadersPolicyConfig check(ResponseHeadersPolicyConfig config) {
    ResourceNames.check(PATH, config.name(), config.comment());
    if (config.corsConfig() == null
        && config.securityHeadersConfig() == null
        && config.customHeadersConfig() == null
        && config.removeHeadersConfig() == null
        && config.serverTimingHeadersConfig() == null) {
      throw ApiException.invalidArgument(
          PATH
              + ": expected at least one of CorsConfig, SecurityHeadersConfig,"
              + " CustomHeadersConfig, RemoveHeadersConfig, ServerTimingHeadersConfig");
    }
    ResponseHeadersResolver.resolve(PATH, "", config);
    return config.comment() == null ? config.toBuilder().comment("").build() : config;
  }
}
