package dev.perigee.config.errors;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The families of supported operations. */
enum Family {
  TAGS("(Tag|Untag)Resource|ListTagsForResource", TagErrors::new),
  STREAMING_DISTRIBUTIONS(
      "[A-Z][a-z]+StreamingDistribution(s|Config|WithTags)?", StreamingDistributionErrors::new),
  DISTRIBUTIONS(
      "(Create|Copy|Get|Update|Delete)Distribution(Config|With(Tags|StagingConfig))?"
          + "|ListDistributions(By(CachePolicyId|ConnectionMode|KeyGroup|OriginRequestPolicyId"
          + "|RealtimeLogConfig|ResponseHeadersPolicyId|WebACLId))?"
          + "|AssociateAlias|ListConflictingAliases|ListDomainConflicts",
      DistributionErrors::new),
  INVALIDATIONS("[A-Z][a-z]+Invalidations?", InvalidationErrors::new),
  CACHE_POLICIES("[A-Z][a-z]+CachePolic(y|yConfig|ies)", CachePolicyErrors::new),
  ORIGIN_REQUEST_POLICIES(
      "[A-Z][a-z]+OriginRequestPolic(y|yConfig|ies)", OriginRequestPolicyErrors::new),
  RESPONSE_HEADERS_POLICIES(
      "[A-Z][a-z]+ResponseHeadersPolic(y|yConfig|ies)", ResponseHeadersPolicyErrors::new),
  ORIGIN_ACCESS_CONTROLS(
      "[A-Z][a-z]+OriginAccessControl(s|Config)?", OriginAccessControlErrors::new),
  ORIGIN_ACCESS_IDENTITIES(
      "[A-Z][a-z]+CloudFrontOriginAccessIdentit(y|yConfig|ies)", OriginAccessIdentityErrors::new),
  PUBLIC_KEYS("[A-Z][a-z]+PublicKey(s|Config)?", PublicKeyErrors::new),
  KEY_GROUPS("[A-Z][a-z]+KeyGroup(s|Config)?", KeyGroupErrors::new),
  FUNCTIONS("[A-Z][a-z]+Functions?", FunctionErrors::new),
  KEY_VALUE_STORES("[A-Z][a-z]+KeyValueStores?", KeyValueStoreErrors::new),
  CONTINUOUS_DEPLOYMENT_POLICIES(
      "[A-Z][a-z]+ContinuousDeploymentPolic(y|yConfig|ies)", DeploymentPolicyErrors::new),
  REALTIME_LOG_CONFIGS("[A-Z][a-z]+RealtimeLogConfigs?", RealtimeLogErrors::new),
  MONITORING_SUBSCRIPTIONS("[A-Z][a-z]+MonitoringSubscription", MonitoringErrors::new);

  private final Pattern operations;
  private final Supplier<Errors> errors;

  Family(String operations, Supplier<Errors> errors) {
    this.operations = Pattern.compile(operations);
    this.errors = errors;
  }

  /**
   * The family of an operation.
   *
   * @throws IllegalArgumentException where it has none, or several
   */
  static Family of(String operation) {
    List<Family> found = Arrays.stream(values()).filter(family -> family.has(operation)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(operation + ": " + found + " (expected: one family)");
    }
    return found.getFirst();
  }

  boolean has(String operation) {
    return operations.matcher(operation).matches();
  }

  Errors errors() {
    return errors.get();
  }
}
