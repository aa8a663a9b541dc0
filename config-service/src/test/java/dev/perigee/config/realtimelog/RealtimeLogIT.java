package dev.perigee.config.realtimelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.RealtimeLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.EndPoint;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class RealtimeLogIT extends FamilyFixture {

  @Test
  void aConfigurationLives() {
    String name = unique();
    RealtimeLogConfig created = create(cloudFront, name);
    String arn = created.arn();
    assertThat(arn).isEqualTo("arn:aws:cloudfront::" + ACCOUNT + ":realtime-log-config/" + name);
    assertThat(cloudFront.getRealtimeLogConfig(r -> r.name(name)).realtimeLogConfig())
        .isEqualTo(created);
    assertThat(cloudFront.getRealtimeLogConfig(r -> r.arn(arn)).realtimeLogConfig())
        .isEqualTo(created);
    assertThat(cloudFront.listRealtimeLogConfigs(r -> {}).realtimeLogConfigs().items())
        .contains(created);
    assertThat(create(other, name).arn()).isNotEqualTo(arn);

    String distribution = distributionId(b -> b.realtimeLogConfigArn(arn));
    assertThat(behavior(distribution).realtimeLog())
        .isEqualTo(new RealtimeLog(name, "logs", 5, List.of("timestamp", "c-ip")));
    assertRefused(
        "RealtimeLogConfigInUse", () -> cloudFront.deleteRealtimeLogConfig(r -> r.arn(arn)));

    RealtimeLogConfig updated =
        cloudFront
            .updateRealtimeLogConfig(r ->
                r.arn(arn)
                    .fields("asn", "sc-status")
                    .samplingRate(100L)
                    .endPoints(created.endPoints()))
            .realtimeLogConfig();
    assertThat(updated.name()).isEqualTo(name);
    assertThat(behavior(distribution).realtimeLog())
        .isEqualTo(new RealtimeLog(name, "logs", 100, List.of("sc-status", "asn")));

    change(distribution, b -> b.realtimeLogConfigArn(null));
    cloudFront.deleteRealtimeLogConfig(r -> r.name(name));
    assertRefused(
        "NoSuchRealtimeLogConfig", () -> cloudFront.getRealtimeLogConfig(r -> r.arn(arn)));
    assertRefused(
        "NoSuchRealtimeLogConfig", () -> distributionId(b -> b.realtimeLogConfigArn(arn)));
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    String name = unique();
    RealtimeLogConfig created = create(cloudFront, name);
    assertRefused("RealtimeLogConfigAlreadyExists", () -> create(cloudFront, name));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.createRealtimeLogConfig(r ->
                r.name(unique()).samplingRate(101L).fields("c-ip").endPoints(created.endPoints())));
    assertRefused(
        "InvalidArgument",
        () -> cloudFront.updateRealtimeLogConfig(r -> r.name(name).samplingRate(1L)));
    assertRefused(
        "NoSuchRealtimeLogConfig",
        () -> cloudFront.updateRealtimeLogConfig(r -> r.name("none").samplingRate(1L)));
    assertRefused("InvalidArgument", () -> cloudFront.getRealtimeLogConfig(r -> {}));
    assertRefused(
        "NoSuchRealtimeLogConfig", () -> cloudFront.getRealtimeLogConfig(r -> r.arn("x")));
    assertRefused(
        "NoSuchRealtimeLogConfig", () -> other.getRealtimeLogConfig(r -> r.arn(created.arn())));
    assertRefused("InvalidArgument", () -> cloudFront.deleteRealtimeLogConfig(r -> {}));
    assertRefused(
        "NoSuchRealtimeLogConfig", () -> cloudFront.deleteRealtimeLogConfig(r -> r.name("none")));
    assertRefused("InvalidArgument", () -> cloudFront.listRealtimeLogConfigs(r -> r.maxItems("0")));
    assertRefused("AccessDenied", () -> purger.listRealtimeLogConfigs(r -> {}));
    cloudFront.deleteRealtimeLogConfig(r -> r.name(name));
  }

  @Test
  void anAccountHasRoomForAHundredAndFifty() {
    int there =
        other.listRealtimeLogConfigs(r -> r.maxItems("1000")).realtimeLogConfigs().items().size();
    for (int i = there; i < 150; i++) {
      create(other, unique());
    }
    assertRefused("TooManyRealtimeLogConfigs", () -> create(other, unique()));
    var page = other.listRealtimeLogConfigs(r -> r.maxItems("100")).realtimeLogConfigs();
    assertThat(page.isTruncated()).isTrue();
    var rest = other.listRealtimeLogConfigs(r -> r.marker(page.nextMarker())).realtimeLogConfigs();
    assertThat(rest.isTruncated()).isFalse();
    assertThat(rest.items()).hasSize(50);
    page.items().forEach(item -> other.deleteRealtimeLogConfig(r -> r.arn(item.arn())));
    rest.items().forEach(item -> other.deleteRealtimeLogConfig(r -> r.arn(item.arn())));
  }

  private static RealtimeLogConfig create(CloudFrontClient client, String name) {
    return client
        .createRealtimeLogConfig(r ->
            r.name(name)
                .samplingRate(5L)
                .fields("c-ip", "timestamp")
                .endPoints(
                    EndPoint.builder()
                        .streamType("Kinesis")
                        .kinesisStreamConfig(config ->
                            config
                                .roleARN("arn:aws:iam::000000000000:role/logs")
                                .streamARN("arn:aws:kinesis:us-east-1:000000000000:stream/logs"))
                        .build()))
        .realtimeLogConfig();
  }
}
