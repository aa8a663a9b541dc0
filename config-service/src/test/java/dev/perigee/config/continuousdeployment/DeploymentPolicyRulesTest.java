package dev.perigee.config.continuousdeployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.wire.ApiException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.TrafficConfig;

class DeploymentPolicyRulesTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        policy("TrafficConfig: required", c -> c.trafficConfig((TrafficConfig) null)),
        policy(
            "StagingDistributionDnsNames: []",
            c -> c.stagingDistributionDnsNames(n -> n.quantity(0))),
        policy(
            "StagingDistributionDnsNames: [a, b]",
            c -> c.stagingDistributionDnsNames(n -> n.quantity(2).items("a", "b"))),
        traffic("TrafficConfig: expected SingleHeaderConfig", t -> t.type("SingleHeader")),
        traffic(
            "TrafficConfig: expected SingleWeightConfig",
            t -> t.singleHeaderConfig(h -> h.header("aws-cf-cd-a").value("1"))),
        weight("SingleWeightConfig.Weight: 0.16", 0.16f, 300, 300),
        weight("SingleWeightConfig.Weight: -0.1", -0.1f, 300, 300),
        weight("SingleWeightConfig.Weight: NaN", Float.NaN, 300, 300),
        weight("SessionStickinessConfig.IdleTTL: 299", 0.1f, 299, 300),
        weight("SessionStickinessConfig.MaximumTTL: 3601", 0.1f, 300, 3601),
        weight("SessionStickinessConfig.IdleTTL: 400", 0.1f, 400, 300),
        header("SingleHeaderConfig.Header: x-try", "x-try", "1"),
        header("SingleHeaderConfig.Header: aws-cf-cd-a b", "aws-cf-cd-a b", "1"),
        header("SingleHeaderConfig.Value: ", "aws-cf-cd-a", ""),
        header("SingleHeaderConfig.Value: a\nb", "aws-cf-cd-a", "a\nb"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsNamed(String message, ContinuousDeploymentPolicyConfig config) {
    assertThatThrownBy(() -> DeploymentPolicyRules.stagingDomainName(config))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("InvalidArgument: " + message);
  }

  @Test
  void aPolicyThatIsNotEnabledNeedsNoTraffic() {
    ContinuousDeploymentPolicyConfig config =
        base().trafficConfig((TrafficConfig) null).enabled(false).build();
    assertThat(DeploymentPolicyRules.stagingDomainName(config)).isEqualTo("e1.perigee.localhost");
  }

  private static ContinuousDeploymentPolicyConfig.Builder base() {
    return ContinuousDeploymentPolicyConfig.builder()
        .enabled(true)
        .stagingDistributionDnsNames(names -> names.quantity(1).items("e1.perigee.localhost"))
        .trafficConfig(t -> t.type("SingleWeight").singleWeightConfig(w -> w.weight(0.1f)));
  }

  private static Arguments policy(
      String message, Consumer<ContinuousDeploymentPolicyConfig.Builder> change) {
    ContinuousDeploymentPolicyConfig.Builder config = base();
    change.accept(config);
    return Arguments.of(message, config.build());
  }

  private static Arguments traffic(String message, Consumer<TrafficConfig.Builder> change) {
    TrafficConfig.Builder traffic = base().build().trafficConfig().toBuilder();
    change.accept(traffic);
    return Arguments.of(message, base().trafficConfig(traffic.build()).build());
  }

  private static Arguments weight(String message, float weight, int idle, int maximum) {
    return traffic(
        message,
        t ->
            t.singleWeightConfig(w ->
                w.weight(weight)
                    .sessionStickinessConfig(s -> s.idleTTL(idle).maximumTTL(maximum))));
  }

  private static Arguments header(String message, String name, String value) {
    TrafficConfig traffic =
        TrafficConfig.builder()
            .type("SingleHeader")
            .singleHeaderConfig(h -> h.header(name).value(value))
            .build();
    return Arguments.of(message, base().trafficConfig(traffic).build());
  }
}
