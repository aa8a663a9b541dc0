package dev.perigee.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.e2e.Eventually;
import dev.perigee.e2e.api.Family.Member;
import java.time.Duration;

/**
 * Distributions with all that hangs on them: what they refer to and are listed by, tags, aliases,
 * invalidations, logs, staging, and the streaming distributions of old.
 */
final class DistributionStory {

  private static final Duration DEPLOYMENT = Duration.ofSeconds(30);
  private static final Family DISTRIBUTION =
      new Family("Distribution", "Distributions", "DistributionConfig", "NoSuchDistribution");
  private static final Family STREAMING =
      Family.of("StreamingDistribution", "StreamingDistributions");

  private final Story story;
  private final String run;

  DistributionStory(Story story, String run) {
    this.story = story;
    this.run = run;
  }

  void tell() throws Exception {
    references();
    aliases();
    invalidations();
    staging();
    streaming();
  }

  /** What a distribution refers to, and what it is listed by. */
  private void references() throws Exception {
    Member cachePolicy =
        PolicyStory.CACHE_POLICY.create(story, PolicyStory.cachePolicy(run + "-d", 1));
    Member requestPolicy =
        PolicyStory.ORIGIN_REQUEST_POLICY.create(
            story, PolicyStory.originRequestPolicy(run + "-d", "x-a"));
    Member responsePolicy =
        PolicyStory.RESPONSE_HEADERS_POLICY.create(
            story, PolicyStory.responseHeadersPolicy(run + "-d", "1"));
    Member key =
        AccessStory.PUBLIC_KEY.create(
            story, AccessStory.publicKey(run + "-d", AccessStory.publicKey(), ""));
    Member group =
        AccessStory.KEY_GROUP.create(story, AccessStory.keyGroup(run + "-d", key.id(), ""));
    String log = realtimeLog();
    String behavior =
        """
        {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all", "CachePolicyId": "%s",
         "OriginRequestPolicyId": "%s", "ResponseHeadersPolicyId": "%s",
         "TrustedKeyGroups": {"Enabled": true, "Quantity": 1, "Items": ["%s"]},
         "RealtimeLogConfigArn": "%s", "Compress": true}
        """
            .formatted(cachePolicy.id(), requestPolicy.id(), responsePolicy.id(), group.id(), log);
    Member distribution = DISTRIBUTION.create(story, config(run + "-refs", true, behavior, ""));
    listedBy(distribution, "CachePolicyId", cachePolicy.id());
    listedBy(distribution, "OriginRequestPolicyId", requestPolicy.id());
    listedBy(distribution, "ResponseHeadersPolicyId", responsePolicy.id());
    assertThat(
            story
                .call("ListDistributionsByKeyGroup", "{\"KeyGroupId\": \"%s\"}", group.id())
                .toString())
        .contains(distribution.id());
    assertThat(
            story
                .call(
                    "ListDistributionsByRealtimeLogConfig",
                    "{\"RealtimeLogConfigArn\": \"%s\"}",
                    log)
                .toString())
        .contains(distribution.id());
    assertThat(story.call("ListDistributionsByWebACLId", "{\"WebACLId\": \"null\"}").toString())
        .contains(distribution.id());
    inUse("CachePolicy", cachePolicy);
    inUse("OriginRequestPolicy", requestPolicy);
    inUse("ResponseHeadersPolicy", responsePolicy);
    story.refused(
        "ResourceInUse",
        "DeleteKeyGroup",
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}",
        group.id(),
        group.etag());
    story.refused("RealtimeLogConfigInUse", "DeleteRealtimeLogConfig", "{\"ARN\": \"%s\"}", log);
    monitoring(distribution);
    tags(distribution);

    remove(distribution, config(run + "-refs", false, behavior, ""));
    story.call("DeleteRealtimeLogConfig", "{\"ARN\": \"%s\"}", log);
    story.refused("NoSuchRealtimeLogConfig", "GetRealtimeLogConfig", "{\"ARN\": \"%s\"}", log);
    AccessStory.KEY_GROUP.delete(story, group);
    AccessStory.PUBLIC_KEY.delete(story, key);
    PolicyStory.RESPONSE_HEADERS_POLICY.delete(story, responsePolicy);
    PolicyStory.ORIGIN_REQUEST_POLICY.delete(story, requestPolicy);
    PolicyStory.CACHE_POLICY.delete(story, cachePolicy);
  }

  private void listedBy(Member distribution, String what, String id) {
    assertThat(story.call("ListDistributionsBy" + what, "{\"%s\": \"%s\"}", what, id).toString())
        .contains(distribution.id());
  }

  private void inUse(String name, Member member) {
    story.refused(
        name + "InUse",
        "Delete" + name,
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}",
        member.id(),
        member.etag());
  }

  private String realtimeLog() {
    String endpoint =
        """
        [{"StreamType": "Kinesis", "KinesisStreamConfig": {
          "RoleARN": "arn:aws:iam::000000000000:role/logs",
          "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/logs"}}]
        """;
    JsonNode created =
        story.call(
            "CreateRealtimeLogConfig",
            "{\"Name\": \"log-%s\", \"SamplingRate\": 10, \"Fields\": [\"timestamp\"], \"EndPoints\": %s}",
            run,
            endpoint);
    String arn = Story.text(created, "/RealtimeLogConfig/ARN");
    story.call(
        "UpdateRealtimeLogConfig",
        "{\"ARN\": \"%s\", \"SamplingRate\": 20, \"Fields\": [\"timestamp\", \"c-ip\"], \"EndPoints\": %s}",
        arn,
        endpoint);
    assertThat(
            Story.text(
                story.call("GetRealtimeLogConfig", "{\"Name\": \"log-%s\"}", run),
                "/RealtimeLogConfig/SamplingRate"))
        .isEqualTo("20");
    assertThat(story.call("ListRealtimeLogConfigs", "{}").toString()).contains(arn);
    story.refused(
        "InvalidArgument",
        "CreateRealtimeLogConfig",
        "{\"Name\": \"bad-%s\", \"SamplingRate\": 101, \"Fields\": [\"timestamp\"], \"EndPoints\": %s}",
        run,
        endpoint);
    return arn;
  }

  private void monitoring(Member distribution) {
    String id = "{\"DistributionId\": \"%s\"}".formatted(distribution.id());
    String wanted =
        "{\"DistributionId\": \"%s\", \"MonitoringSubscription\": {\"RealtimeMetricsSubscriptionConfig\": {\"RealtimeMetricsSubscriptionStatus\": \"Enabled\"}}}"
            .formatted(distribution.id());
    story.refused("NoSuchMonitoringSubscription", "GetMonitoringSubscription", id);
    story.call("CreateMonitoringSubscription", wanted);
    story.call("GetMonitoringSubscription", id);
    story.call("DeleteMonitoringSubscription", id);
  }

  private void tags(Member distribution) {
    String arn = "arn:aws:cloudfront::000000000000:distribution/" + distribution.id();
    story.call(
        "TagResource",
        "{\"Resource\": \"%s\", \"Tags\": {\"Items\": [{\"Key\": \"team\", \"Value\": \"web\"}]}}",
        arn);
    assertThat(
            Story.text(
                story.call("ListTagsForResource", "{\"Resource\": \"%s\"}", arn),
                "/Tags/Items/0/Value"))
        .isEqualTo("web");
    story.call(
        "UntagResource", "{\"Resource\": \"%s\", \"TagKeys\": {\"Items\": [\"team\"]}}", arn);
    story.refused(
        "NoSuchResource",
        "ListTagsForResource",
        "{\"Resource\": \"arn:aws:cloudfront::000000000000:distribution/ENONE000000000\"}");
  }

  private void aliases() throws Exception {
    String alias = run + ".example.org";
    Member first = DISTRIBUTION.create(story, config(run + "-a1", true, behavior(), alias));
    story.refused(
        "CNAMEAlreadyExists",
        "CreateDistribution",
        "{\"DistributionConfig\": %s}",
        config(run + "-a2", true, behavior(), alias));
    JsonNode tagged =
        story.call(
            "CreateDistributionWithTags",
            "{\"DistributionConfigWithTags\": {\"DistributionConfig\": %s, \"Tags\": {\"Items\": [{\"Key\": \"k\", \"Value\": \"v\"}]}}}",
            config(run + "-a3", true, behavior(), ""));
    String second = Story.text(tagged, "/Distribution/Id");
    assertThat(
            story
                .call(
                    "ListConflictingAliases",
                    "{\"DistributionId\": \"%s\", \"Alias\": \"%s\"}",
                    second,
                    alias)
                .toString())
        .contains(alias);
    assertThat(
            story
                .call(
                    "ListDomainConflicts",
                    "{\"Domain\": \"%s\", \"DomainControlValidationResource\": {\"DistributionId\": \"%s\"}}",
                    alias,
                    second)
                .isObject())
        .isTrue();
    assertThat(story.call("ListDistributions", "{}").toString()).contains(first.id(), second);
    assertThat(
            story
                .call("ListDistributionsByConnectionMode", "{\"ConnectionMode\": \"direct\"}")
                .isObject())
        .isTrue();
    story.call(
        "AssociateAlias", "{\"TargetDistributionId\": \"%s\", \"Alias\": \"%s\"}", second, alias);
    remove(current(first.id()), config(run + "-a1", false, behavior(), ""));
    remove(current(second), config(run + "-a3", false, behavior(), alias));
  }

  private void invalidations() throws Exception {
    Member distribution = DISTRIBUTION.create(story, config(run + "-i", true, behavior(), ""));
    String batch =
        "{\"CallerReference\": \"%s\", \"Paths\": {\"Quantity\": 1, \"Items\": [\"%s\"]}}";
    String create = "{\"DistributionId\": \"%s\", \"InvalidationBatch\": %s}";
    JsonNode created =
        story.call("CreateInvalidation", create, distribution.id(), batch.formatted("r", "/*"));
    String id = Story.text(created, "/Invalidation/Id");
    String get = "{\"DistributionId\": \"%s\", \"Id\": \"%s\"}";
    Eventually.that(
        "the invalidation is complete",
        DEPLOYMENT,
        () ->
            Story.text(
                    story.call("GetInvalidation", get, distribution.id(), id),
                    "/Invalidation/Status")
                .equals("Completed"));
    assertThat(
            story
                .call("ListInvalidations", "{\"DistributionId\": \"%s\"}", distribution.id())
                .toString())
        .contains(id);
    story.refused(
        "InvalidationBatchAlreadyExists",
        "CreateInvalidation",
        create,
        distribution.id(),
        batch.formatted("r", "/other"));
    story.refused(
        "InvalidArgument",
        "CreateInvalidation",
        create,
        distribution.id(),
        batch.formatted("bad", "no-slash"));
    story.refused("NoSuchInvalidation", "GetInvalidation", get, distribution.id(), "INONE");
    remove(distribution, config(run + "-i", false, behavior(), ""));
  }

  private void staging() throws Exception {
    Member primary = DISTRIBUTION.create(story, config(run + "-s", true, behavior(), ""));
    JsonNode copied =
        story.call(
            "CopyDistribution",
            "{\"PrimaryDistributionId\": \"%s\", \"Staging\": true, \"IfMatch\": \"%s\", \"CallerReference\": \"%s\"}",
            primary.id(),
            primary.etag(),
            run + "-copy");
    String staging = Story.text(copied, "/Distribution/Id");
    String domainName = Story.text(copied, "/Distribution/DomainName");
    Family policies = Family.of("ContinuousDeploymentPolicy", "ContinuousDeploymentPolicies");
    policies.live(story, policy(domainName, "0.05"), policy(domainName, "0.1"));
    Member policy = policies.create(story, policy(domainName, "0.05"));
    story.refused(
        "StagingDistributionInUse",
        "CreateContinuousDeploymentPolicy",
        "{\"ContinuousDeploymentPolicyConfig\": %s}",
        policy(domainName, "0.1"));
    JsonNode config =
        story
            .call("GetDistributionConfig", "{\"Id\": \"%s\"}", primary.id())
            .at("/DistributionConfig");
    Member withPolicy =
        DISTRIBUTION.update(
            story,
            primary,
            ((com.fasterxml.jackson.databind.node.ObjectNode) config)
                .put("ContinuousDeploymentPolicyId", policy.id())
                .toString());
    inUse("ContinuousDeploymentPolicy", policy);
    JsonNode promoted =
        story.call(
            "UpdateDistributionWithStagingConfig",
            "{\"Id\": \"%s\", \"StagingDistributionId\": \"%s\", \"IfMatch\": \"%s, %s\"}",
            primary.id(),
            staging,
            withPolicy.etag(),
            Story.text(copied, "/ETag"));
    assertThat(Story.text(promoted, "/Distribution/Id")).isEqualTo(primary.id());
    remove(current(primary.id()), config(run + "-s", false, behavior(), ""));
    // The promotion has disabled the policy: it has another version.
    JsonNode left = story.call("GetContinuousDeploymentPolicy", "{\"Id\": \"%s\"}", policy.id());
    policies.delete(story, new Member(policy.id(), Story.text(left, "/ETag")));
    Member copy = current(staging);
    JsonNode stagingConfig =
        story.call("GetDistributionConfig", "{\"Id\": \"%s\"}", staging).at("/DistributionConfig");
    remove(
        copy,
        ((com.fasterxml.jackson.databind.node.ObjectNode) stagingConfig)
            .put("Enabled", false)
            .toString());
  }

  private void streaming() throws Exception {
    Member first = STREAMING.create(story, streamingConfig(run + "-r1", true, "one"));
    JsonNode config = story.call("GetStreamingDistributionConfig", "{\"Id\": \"%s\"}", first.id());
    Member same =
        STREAMING.update(story, first, config.at("/StreamingDistributionConfig").toString());
    assertThat(story.call("ListStreamingDistributions", "{}").toString()).contains(first.id());
    story.refused(
        "StreamingDistributionNotDisabled",
        "DeleteStreamingDistribution",
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}",
        same.id(),
        same.etag());
    Member disabled = STREAMING.update(story, same, streamingConfig(run + "-r1", false, "two"));
    deployed("StreamingDistribution", first.id());
    STREAMING.delete(story, disabled, first.etag());
    JsonNode tagged =
        story.call(
            "CreateStreamingDistributionWithTags",
            "{\"StreamingDistributionConfigWithTags\": {\"StreamingDistributionConfig\": %s, \"Tags\": {\"Items\": [{\"Key\": \"k\", \"Value\": \"v\"}]}}}",
            streamingConfig(run + "-r2", false, "three"));
    String id = Story.text(tagged, "/StreamingDistribution/Id");
    deployed("StreamingDistribution", id);
    STREAMING.delete(story, new Member(id, Story.text(tagged, "/ETag")));
  }

  private Member current(String id) {
    return new Member(
        id, Story.text(story.call("GetDistribution", "{\"Id\": \"%s\"}", id), "/ETag"));
  }

  /** Disables a distribution, waits until that is in force, and deletes it. */
  private void remove(Member distribution, String disabled) throws Exception {
    story.refused(
        "DistributionNotDisabled",
        "DeleteDistribution",
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}",
        distribution.id(),
        distribution.etag());
    Member last = DISTRIBUTION.update(story, distribution, disabled);
    deployed("Distribution", distribution.id());
    DISTRIBUTION.delete(story, last, distribution.etag());
  }

  private void deployed(String name, String id) throws Exception {
    Eventually.that(
        id + " is deployed",
        DEPLOYMENT,
        () ->
            Story.text(story.call("Get" + name, "{\"Id\": \"%s\"}", id), "/" + name + "/Status")
                .equals("Deployed"));
  }

  private static String behavior() {
    return """
    {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all",
     "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6"}
    """;
  }

  private static String config(String reference, boolean enabled, String behavior, String alias) {
    return """
    {"CallerReference": "%s", "Comment": "", "Enabled": %s,
     "Aliases": {"Quantity": %d, "Items": [%s]},
     "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "origin.example.org",
       "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}]},
     "DefaultCacheBehavior": %s}
    """
        .formatted(
            reference,
            enabled,
            alias.isEmpty() ? 0 : 1,
            alias.isEmpty() ? "" : "\"" + alias + "\"",
            behavior);
  }

  private static String policy(String domainName, String weight) {
    return """
    {"StagingDistributionDnsNames": {"Quantity": 1, "Items": ["%s"]}, "Enabled": true,
     "TrafficConfig": {"Type": "SingleWeight", "SingleWeightConfig": {"Weight": %s}}}
    """
        .formatted(domainName, weight);
  }

  private static String streamingConfig(String reference, boolean enabled, String comment) {
    return """
    {"CallerReference": "%s", "Comment": "%s", "Enabled": %s,
     "S3Origin": {"DomainName": "bucket.s3.us-east-1.amazonaws.com", "OriginAccessIdentity": ""},
     "TrustedSigners": {"Enabled": false, "Quantity": 0}}
    """
        .formatted(reference, comment, enabled);
  }
}
