package dev.perigee.config.resource;

/** The kinds of what an account owns, each with CloudFront's words for it. */
public enum ResourceKind {
  DISTRIBUTION(
      "distribution",
      "NoSuchDistribution",
      "DistributionAlreadyExists",
      "ResourceInUse",
      "TooManyDistributions",
      10_000),
  STREAMING_DISTRIBUTION(
      "streaming-distribution",
      "NoSuchStreamingDistribution",
      "StreamingDistributionAlreadyExists",
      "ResourceInUse",
      "TooManyStreamingDistributions",
      100),
  CACHE_POLICY(
      "cache-policy",
      "NoSuchCachePolicy",
      "CachePolicyAlreadyExists",
      "CachePolicyInUse",
      "TooManyCachePolicies",
      20),
  ORIGIN_REQUEST_POLICY(
      "origin-request-policy",
      "NoSuchOriginRequestPolicy",
      "OriginRequestPolicyAlreadyExists",
      "OriginRequestPolicyInUse",
      "TooManyOriginRequestPolicies",
      20),
  RESPONSE_HEADERS_POLICY(
      "response-headers-policy",
      "NoSuchResponseHeadersPolicy",
      "ResponseHeadersPolicyAlreadyExists",
      "ResponseHeadersPolicyInUse",
      "TooManyResponseHeadersPolicies",
      20),
  ORIGIN_ACCESS_CONTROL(
      "origin-access-control",
      "NoSuchOriginAccessControl",
      "OriginAccessControlAlreadyExists",
      "OriginAccessControlInUse",
      "TooManyOriginAccessControls",
      100),
  ORIGIN_ACCESS_IDENTITY(
      "origin-access-identity/cloudfront",
      "NoSuchCloudFrontOriginAccessIdentity",
      "CloudFrontOriginAccessIdentityAlreadyExists",
      "CloudFrontOriginAccessIdentityInUse",
      "TooManyCloudFrontOriginAccessIdentities",
      100),
  PUBLIC_KEY(
      "public-key",
      "NoSuchPublicKey",
      "PublicKeyAlreadyExists",
      "PublicKeyInUse",
      "TooManyPublicKeys",
      10),
  KEY_GROUP(
      "key-group",
      "NoSuchResource",
      "KeyGroupAlreadyExists",
      "ResourceInUse",
      "TooManyKeyGroups",
      10),
  FUNCTION(
      "function",
      "NoSuchFunctionExists",
      "FunctionAlreadyExists",
      "FunctionInUse",
      "TooManyFunctions",
      100),
  KEY_VALUE_STORE(
      "key-value-store",
      "EntityNotFound",
      "EntityAlreadyExists",
      "CannotDeleteEntityWhileInUse",
      "EntityLimitExceeded",
      50),
  CONTINUOUS_DEPLOYMENT_POLICY(
      "continuous-deployment-policy",
      "NoSuchContinuousDeploymentPolicy",
      "ContinuousDeploymentPolicyAlreadyExists",
      "ContinuousDeploymentPolicyInUse",
      "TooManyContinuousDeploymentPolicies",
      20),
  REALTIME_LOG_CONFIG(
      "realtime-log-config",
      "NoSuchRealtimeLogConfig",
      "RealtimeLogConfigAlreadyExists",
      "RealtimeLogConfigInUse",
      "TooManyRealtimeLogConfigs",
      150),
  MONITORING_SUBSCRIPTION(
      "monitoring-subscription",
      "NoSuchMonitoringSubscription",
      "MonitoringSubscriptionAlreadyExists",
      "ResourceInUse",
      "TooManyDistributions",
      10_000);

  private final String path;
  private final String noSuch;
  private final String alreadyExists;
  private final String inUse;
  private final String tooMany;
  private final int defaultQuota;

  ResourceKind(
      String path,
      String noSuch,
      String alreadyExists,
      String inUse,
      String tooMany,
      int defaultQuota) {
    this.path = path;
    this.noSuch = noSuch;
    this.alreadyExists = alreadyExists;
    this.inUse = inUse;
    this.tooMany = tooMany;
    this.defaultQuota = defaultQuota;
  }

  /** Where such resources lie in the API, below its version. */
  public String path() {
    return path;
  }

  /** For people. */
  public String label() {
    return path.replace("/cloudfront", "").replace('-', ' ');
  }

  public String arn(String account, String id) {
    return "arn:aws:cloudfront::" + account + ":" + path + "/" + id;
  }

  public String noSuch() {
    return noSuch;
  }

  public String alreadyExists() {
    return alreadyExists;
  }

  public String inUse() {
    return inUse;
  }

  public String tooMany() {
    return tooMany;
  }

  /** How many an account may have unless the operator says otherwise. */
  int defaultQuota() {
    return defaultQuota;
  }
}
