package dev.perigee.config.resource;

import dev.perigee.config.storage.Ids;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentityConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.MonitoringSubscription;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;

/** The types of resources whose configuration is a document of the API. */
public final class ResourceTypes {

  public static final ResourceType<CachePolicyConfig> CACHE_POLICY =
      new ResourceType<>(
          ResourceKind.CACHE_POLICY,
          "CachePolicyConfig",
          CachePolicyConfig.class,
          CachePolicyConfig::builder,
          config -> Ids.uuid(),
          CachePolicyConfig::name);

  public static final ResourceType<OriginRequestPolicyConfig> ORIGIN_REQUEST_POLICY =
      new ResourceType<>(
          ResourceKind.ORIGIN_REQUEST_POLICY,
          "OriginRequestPolicyConfig",
          OriginRequestPolicyConfig.class,
          OriginRequestPolicyConfig::builder,
          config -> Ids.uuid(),
          OriginRequestPolicyConfig::name);

  public static final ResourceType<ResponseHeadersPolicyConfig> RESPONSE_HEADERS_POLICY =
      new ResourceType<>(
          ResourceKind.RESPONSE_HEADERS_POLICY,
          "ResponseHeadersPolicyConfig",
          ResponseHeadersPolicyConfig.class,
          ResponseHeadersPolicyConfig::builder,
          config -> Ids.uuid(),
          ResponseHeadersPolicyConfig::name);

  public static final ResourceType<OriginAccessControlConfig> ORIGIN_ACCESS_CONTROL =
      new ResourceType<>(
          ResourceKind.ORIGIN_ACCESS_CONTROL,
          "OriginAccessControlConfig",
          OriginAccessControlConfig.class,
          OriginAccessControlConfig::builder,
          config -> Ids.next(),
          OriginAccessControlConfig::name);

  public static final ResourceType<CloudFrontOriginAccessIdentityConfig> ORIGIN_ACCESS_IDENTITY =
      new ResourceType<>(
          ResourceKind.ORIGIN_ACCESS_IDENTITY,
          "CloudFrontOriginAccessIdentityConfig",
          CloudFrontOriginAccessIdentityConfig.class,
          CloudFrontOriginAccessIdentityConfig::builder,
          config -> Ids.next(),
          config -> null);

  public static final ResourceType<PublicKeyConfig> PUBLIC_KEY =
      new ResourceType<>(
          ResourceKind.PUBLIC_KEY,
          "PublicKeyConfig",
          PublicKeyConfig.class,
          PublicKeyConfig::builder,
          config -> Ids.next('K'),
          PublicKeyConfig::name);

  public static final ResourceType<KeyGroupConfig> KEY_GROUP =
      new ResourceType<>(
          ResourceKind.KEY_GROUP,
          "KeyGroupConfig",
          KeyGroupConfig.class,
          KeyGroupConfig::builder,
          config -> Ids.uuid(),
          KeyGroupConfig::name);

  public static final ResourceType<ContinuousDeploymentPolicyConfig> CONTINUOUS_DEPLOYMENT_POLICY =
      new ResourceType<>(
          ResourceKind.CONTINUOUS_DEPLOYMENT_POLICY,
          "ContinuousDeploymentPolicyConfig",
          ContinuousDeploymentPolicyConfig.class,
          ContinuousDeploymentPolicyConfig::builder,
          config -> Ids.uuid(),
          config -> null);

  /** Its ARN ends with its name; the id is known here only. */
  public static final ResourceType<RealtimeLogConfig> REALTIME_LOG_CONFIG =
      new ResourceType<>(
          ResourceKind.REALTIME_LOG_CONFIG,
          "RealtimeLogConfig",
          RealtimeLogConfig.class,
          RealtimeLogConfig::builder,
          config -> Ids.uuid(),
          RealtimeLogConfig::name);

  public static final ResourceType<StreamingDistributionConfig> STREAMING_DISTRIBUTION =
      new ResourceType<>(
          ResourceKind.STREAMING_DISTRIBUTION,
          "StreamingDistributionConfig",
          StreamingDistributionConfig.class,
          StreamingDistributionConfig::builder,
          config -> Ids.next(),
          config -> null);

  private ResourceTypes() {}

  /** The subscription of a distribution has its id. */
  public static ResourceType<MonitoringSubscription> monitoringSubscription(String distributionId) {
    return new ResourceType<>(
        ResourceKind.MONITORING_SUBSCRIPTION,
        "MonitoringSubscription",
        MonitoringSubscription.class,
        MonitoringSubscription::builder,
        config -> distributionId,
        config -> null);
  }
}
