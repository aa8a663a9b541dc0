package dev.perigee.e2e;

import java.util.ArrayList;
import java.util.List;

/** Writes a distribution's configuration as the AWS CLI takes it. */
final class DistributionConfig {

  /** CachingOptimizedForUncompressedObjects: nothing in the key but the path. */
  private static final String CACHE_POLICY = "b2884449-e4de-46a7-ac36-70bc7f1ddd6d";

  private final String callerReference;
  private final List<String> origins = new ArrayList<>();
  private final List<String> behaviors = new ArrayList<>();
  private String comment = "";
  private String more = "";
  private String moreOfDefault = "";

  DistributionConfig(String callerReference) {
    this.callerReference = callerReference;
  }

  DistributionConfig comment(String text) {
    comment = text;
    return this;
  }

  /** Logs requests, with cookies, to a bucket. */
  DistributionConfig loggedTo(String bucket, String prefix) {
    more +=
        """
        "Logging": {"Enabled": true, "IncludeCookies": true, "Bucket": "%s.s3.amazonaws.com",
          "Prefix": "%s"},
        """
            .formatted(bucket, prefix);
    return this;
  }

  /** Sends real-time records of the default behaviour's requests. */
  DistributionConfig realtimeLog(String arn) {
    moreOfDefault += "\"RealtimeLogConfigArn\": \"%s\",".formatted(arn);
    return this;
  }

  /** Serves what the default behaviour matches to those alone whose requests a key signed. */
  DistributionConfig signedBy(String keyGroupId) {
    moreOfDefault +=
        "\"TrustedKeyGroups\": {\"Enabled\": true, \"Quantity\": 1, \"Items\": [\"%s\"]},"
            .formatted(keyGroupId);
    return this;
  }

  DistributionConfig httpOrigin(String id, int port) {
    origins.add(
        """
        {"Id": "%s", "DomainName": "localhost", "CustomOriginConfig":
          {"HTTPPort": %d, "HTTPSPort": 443, "OriginProtocolPolicy": "http-only"}}
        """
            .formatted(id, port));
    return this;
  }

  /** An origin that is asked once, and waited for no longer than the API lets one say: 1 s. */
  DistributionConfig impatientOrigin(String id, String domainName, int port, String protocol) {
    origins.add(
        """
        {"Id": "%s", "DomainName": "%s", "ConnectionAttempts": 1, "ConnectionTimeout": 1,
         "CustomOriginConfig": {"HTTPPort": %d, "HTTPSPort": %d, "OriginProtocolPolicy": "%s",
           "OriginReadTimeout": 1}}
        """
            .formatted(id, domainName, port, port, protocol));
    return this;
  }

  DistributionConfig s3Origin(String id, String bucket, String accessControlId) {
    return s3Origin(id, bucket, "us-east-1", accessControlId);
  }

  DistributionConfig s3Origin(String id, String bucket, String region, String accessControlId) {
    origins.add(
        """
        {"Id": "%s", "DomainName": "%s.s3.%s.amazonaws.com",
         "OriginAccessControlId": "%s", "S3OriginConfig": {"OriginAccessIdentity": ""}}
        """
            .formatted(id, bucket, region, accessControlId));
    return this;
  }

  /** An endpoint of MediaPackage v2, to which requests are signed and carry one more header. */
  DistributionConfig mediaOrigin(
      String id, String domainName, String accessControlId, String header, String secret) {
    origins.add(
        """
        {"Id": "%s", "DomainName": "%s", "OriginAccessControlId": "%s",
         "CustomHeaders": {"Quantity": 1, "Items": [
           {"HeaderName": "%s", "HeaderValue": "%s"}]},
         "CustomOriginConfig":
           {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}
        """
            .formatted(id, domainName, accessControlId, header, secret));
    return this;
  }

  /** A group that fails over to the secondary on 500 and 503. */
  DistributionConfig group(String id, String primary, String secondary) {
    more +=
        """
        "OriginGroups": {"Quantity": 1, "Items": [{"Id": "%s",
          "FailoverCriteria": {"StatusCodes": {"Quantity": 2, "Items": [500, 503]}},
          "Members": {"Quantity": 2, "Items": [{"OriginId": "%s"}, {"OriginId": "%s"}]}}]},
        """
            .formatted(id, primary, secondary);
    return this;
  }

  DistributionConfig behavior(String pathPattern, String originId) {
    return behavior(pathPattern, originId, CACHE_POLICY);
  }

  /** A behaviour by another policy, which compresses what it may. */
  DistributionConfig behavior(String pathPattern, String originId, String cachePolicyId) {
    behaviors.add(
        """
        {"PathPattern": "%s", "TargetOriginId": "%s", "ViewerProtocolPolicy": "allow-all",
         "Compress": true, "CachePolicyId": "%s"}
        """
            .formatted(pathPattern, originId, cachePolicyId));
    return this;
  }

  /** The configuration with a default behaviour for the first origin. */
  String json(String defaultOriginId) {
    return """
    {"CallerReference": "%s", "Comment": "%s", "Enabled": true, "DefaultRootObject": "index.html",
     %s
     "Origins": {"Quantity": %d, "Items": [%s]},
     "DefaultCacheBehavior": {%s "TargetOriginId": "%s", "ViewerProtocolPolicy": "allow-all",
       "CachePolicyId": "%s"},
     "CacheBehaviors": {"Quantity": %d, "Items": [%s]}}
    """
        .formatted(
            callerReference,
            comment,
            more,
            origins.size(),
            String.join(",", origins),
            moreOfDefault,
            defaultOriginId,
            CACHE_POLICY,
            behaviors.size(),
            String.join(",", behaviors));
  }
}
