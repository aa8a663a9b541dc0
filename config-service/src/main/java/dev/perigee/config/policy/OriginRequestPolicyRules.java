package dev.perigee.config.policy;

import dev.perigee.config.resource.ResourceNames;
import dev.perigee.config.snapshot.PolicyResolver;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyCookiesConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyQueryStringsConfig;

/** What an origin request policy of an account's own may say. */
final class OriginRequestPolicyRules {

  private static final String PATH = "OriginRequestPolicyConfig";

  private OriginRequestPolicyRules() {}

  /** The configuration with what was left out filled in, once it is found to be right. */
  static OriginRequestPolicyConfig check(OriginRequestPolicyConfig config) {
    ResourceNames.check(PATH, config.name(), config.comment());
    OriginRequestPolicyHeadersConfig headersConfig = config.headersConfig();
    OriginRequestPolicyCookiesConfig cookiesConfig = config.cookiesConfig();
    OriginRequestPolicyQueryStringsConfig queryConfig = config.queryStringsConfig();
    SelectedNames headers =
        SelectedNames.headers(
            PATH, headersConfig.headerBehaviorAsString(), headersConfig.headers());
    SelectedNames cookies =
        SelectedNames.cookies(
            PATH, cookiesConfig.cookieBehaviorAsString(), cookiesConfig.cookies());
    SelectedNames queryStrings =
        SelectedNames.queryStrings(
            PATH, queryConfig.queryStringBehaviorAsString(), queryConfig.queryStrings());
    headers.check("TooManyHeadersInOriginRequestPolicy");
    cookies.check("TooManyCookiesInOriginRequestPolicy");
    queryStrings.check("TooManyQueryStringsInOriginRequestPolicy");
    cookies.checkCookieNames();
    queryStrings.checkQueryStringNames();
    SelectedNames.checkLength(PATH, List.of(headers, cookies, queryStrings));
    PolicyResolver.forwarding(PATH, config);
    return config.comment() == null ? config.toBuilder().comment("").build() : config;
  }
}
