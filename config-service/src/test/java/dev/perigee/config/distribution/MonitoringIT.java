package dev.perigee.config.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.MonitoringSubscription;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class MonitoringIT extends FamilyFixture {

  @Test
  void aSubscriptionLives() {
    String id = distributionId(b -> {});
    assertThat(isMonitored(id)).isFalse();
    assertThat(subscribe(id, "Enabled")).isEqualTo(subscription("Enabled"));
    assertThat(isMonitored(id)).isTrue();
    change(id, b -> b.compress(true));
    assertThat(isMonitored(id)).isTrue();
    assertThat(subscribe(id, "Disabled")).isEqualTo(subscription("Disabled"));
    assertThat(isMonitored(id)).isFalse();
    subscribe(id, "Enabled");
    assertThat(
            cloudFront
                .getMonitoringSubscription(r -> r.distributionId(id))
                .monitoringSubscription())
        .isEqualTo(subscription("Enabled"));
    cloudFront.deleteMonitoringSubscription(r -> r.distributionId(id));
    assertThat(isMonitored(id)).isFalse();
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    String id = distributionId(b -> {});
    assertRefused(
        "NoSuchMonitoringSubscription",
        () -> cloudFront.getMonitoringSubscription(r -> r.distributionId(id)));
    assertRefused(
        "NoSuchMonitoringSubscription",
        () -> cloudFront.deleteMonitoringSubscription(r -> r.distributionId(id)));
    subscribe(id, "Enabled");
    assertRefused("MonitoringSubscriptionAlreadyExists", () -> subscribe(id, "Enabled"));
    assertRefused("InvalidArgument", () -> subscribe(id, "Sometimes"));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.createMonitoringSubscription(
                r -> r.distributionId(id).monitoringSubscription(m -> {})));
    assertRefused("NoSuchDistribution", () -> subscribe("E0", "Enabled"));
    assertRefused(
        "NoSuchDistribution", () -> other.getMonitoringSubscription(r -> r.distributionId(id)));
    assertRefused(
        "NoSuchDistribution", () -> other.deleteMonitoringSubscription(r -> r.distributionId(id)));
    assertRefused(
        "AccessDenied", () -> purger.getMonitoringSubscription(r -> r.distributionId(id)));
  }

  private boolean isMonitored(String id) {
    return snapshot(id).reporting().detailedMetrics();
  }

  private MonitoringSubscription subscribe(String id, String status) {
    return cloudFront
        .createMonitoringSubscription(
            r -> r.distributionId(id).monitoringSubscription(subscription(status)))
        .monitoringSubscription();
  }

  private static MonitoringSubscription subscription(String status) {
    return MonitoringSubscription.builder()
        .realtimeMetricsSubscriptionConfig(
            config -> config.realtimeMetricsSubscriptionStatus(status))
        .build();
  }
}
