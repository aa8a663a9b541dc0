package dev.perigee.config.continuousdeployment;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentSingleHeaderConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentSingleWeightConfig;
import software.amazon.awssdk.services.cloudfront.model.SessionStickinessConfig;
import software.amazon.awssdk.services.cloudfront.model.TrafficConfig;

/** What a continuous deployment policy may ask for, as far as the policy alone tells. */
final class DeploymentPolicyRules {

  private static final float MAX_WEIGHT = 0.15f;
  private static final int MIN_SECONDS = 300;
  private static final int MAX_SECONDS = 3_600;
  private static final String HEADER_PREFIX = "aws-cf-cd-";
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,1781}[\\x21-\\x7e])?");

  private DeploymentPolicyRules() {}

  /** Checks a policy and finds the one host name of a staging distribution in it. */
  static String stagingDomainName(ContinuousDeploymentPolicyConfig config) {
    TrafficConfig traffic = config.trafficConfig();
    if (traffic != null) {
      check(traffic);
    } else if (config.enabled()) {
      throw ApiException.invalidArgument("TrafficConfig: required, since Enabled is true");
    }
    List<String> names = config.stagingDistributionDnsNames().items();
    if (names.size() != 1) {
      throw ApiException.invalidArgument(
          "StagingDistributionDnsNames: " + names + " (expected: one host name)");
    }
    return names.getFirst();
  }

  private static void check(TrafficConfig traffic) {
    ContinuousDeploymentSingleWeightConfig weight = traffic.singleWeightConfig();
    ContinuousDeploymentSingleHeaderConfig header = traffic.singleHeaderConfig();
    switch (traffic.type()) {
      case SINGLE_WEIGHT -> weight(only("SingleWeightConfig", traffic, weight, header));
      case SINGLE_HEADER -> header(only("SingleHeaderConfig", traffic, header, weight));
      case UNKNOWN_TO_SDK_VERSION ->
          throw ApiException.invalidArgument("TrafficConfig.Type: " + traffic.typeAsString());
    }
  }

  private static <T> T only(
      String member, TrafficConfig traffic, @Nullable T wanted, @Nullable Object other) {
    if (wanted == null || other != null) {
      throw ApiException.invalidArgument(
          "TrafficConfig: expected "
              + member
              + " and nothing else with the Type "
              + traffic.typeAsString());
    }
    return wanted;
  }

  private static void weight(ContinuousDeploymentSingleWeightConfig config) {
    float weight = config.weight();
    if (!(weight >= 0 && weight <= MAX_WEIGHT)) {
      throw ApiException.invalidArgument(
          "SingleWeightConfig.Weight: " + weight + " (expected: 0 to " + MAX_WEIGHT + ")");
    }
    SessionStickinessConfig stickiness = config.sessionStickinessConfig();
    if (stickiness != null) {
      int idle = seconds("IdleTTL", stickiness.idleTTL());
      int maximum = seconds("MaximumTTL", stickiness.maximumTTL());
      if (idle > maximum) {
        throw ApiException.invalidArgument(
            "SessionStickinessConfig.IdleTTL: "
                + idle
                + " (expected: <= MaximumTTL "
                + maximum
                + ")");
      }
    }
  }

  private static int seconds(String member, int seconds) {
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw ApiException.invalidArgument(
          "SessionStickinessConfig."
              + member
              + ": "
              + seconds
              + " (expected: "
              + MIN_SECONDS
              + " to "
              + MAX_SECONDS
              + ")");
    }
    return seconds;
  }

  private static void header(ContinuousDeploymentSingleHeaderConfig config) {
    String name = config.header();
    if (!name.toLowerCase(Locale.ROOT).startsWith(HEADER_PREFIX)
        || !HEADER.matcher(name).matches()) {
      throw ApiException.invalidArgument(
          "SingleHeaderConfig.Header: "
              + name
              + " (expected: the name of a header that begins with "
              + HEADER_PREFIX
              + ")");
    }
    if (!VALUE.matcher(config.value()).matches()) {
      throw ApiException.invalidArgument(
          "SingleHeaderConfig.Value: "
              + config.value()
              + " (expected: 1 to 1783 printable ASCII characters, without spaces around them)");
    }
  }
}
