package dev.perigee.config.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.config.snapshot.Identity;
import dev.perigee.config.snapshot.SnapshotResolver;
import dev.perigee.config.snapshot.TestCatalogue;
import dev.perigee.config.validation.ModelValidator;
import dev.perigee.config.wire.PojoXml;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.TrustedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;

/**
 * From what a client sends to what is published and to what is read back. The expected files are
 * the contract with the data plane: a change in them is a change for every edge. {@code
 * -Dperigee.golden.write=true} writes them anew, to be read before they are committed.
 */
class GoldenFilesTest {

  private static final String FILES = "/dev/perigee/config/snapshot/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ModelValidator validator = new ModelValidator(ServiceModel.load());
  private final SnapshotResolver resolver = new SnapshotResolver("perigee.localhost");
  private final TestCatalogue catalogue = new TestCatalogue();

  GoldenFilesTest() {
    catalogue.originAccessControls.put(
        "EOAC",
        OriginAccessControlConfig.builder()
            .name("oac")
            .signingProtocol("sigv4")
            .signingBehavior("always")
            .originAccessControlOriginType("s3")
            .build());
    catalogue.originAccessIdentities.add("EOAI");
    catalogue.keyGroups.put("group", List.of(new TrustedKey("K1", "pem-1")));
    catalogue.keyGroups.put(
        "wider-group", List.of(new TrustedKey("K1", "pem-1"), new TrustedKey("K2", "pem-2")));
    catalogue.realtimeLogConfigs.put(
        "arn:aws:cloudfront::000000000000:realtime-log-config/live",
        new RealtimeLog("live", "stream", 50, List.of("timestamp", "c-ip")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "two-origins", "legacy", "delivery", "policies"})
  void aConfigurationBecomesItsSnapshot(String name) throws IOException {
    DistributionConfig config = read(file(name + ".xml"));
    validator.check("DistributionConfig", config);
    DistributionConfig filled = Defaults.fill(config);
    byte[] snapshot =
        ContractJson.write(
            resolver.resolve(
                new Identity(
                    "E1EXAMPLE00000", 3, "000000000000", "e1example00000.perigee.localhost"),
                filled,
                catalogue));
    String found = JSON.readTree(snapshot).toPrettyString();
    if (Boolean.getBoolean("perigee.golden.write")) {
      Files.writeString(Path.of("src/test/resources" + FILES + name + ".snapshot.json"), found);
    }
    assertThat(found).isEqualTo(JSON.readTree(file(name + ".snapshot.json")).toPrettyString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "two-origins", "legacy", "delivery", "policies"})
  void aConfigurationIsReadBackWithDefaultsAndCanBeSentAgain(String name) throws IOException {
    DistributionConfig filled = Defaults.fill(read(file(name + ".xml")));
    DistributionConfig readBack = read(PojoXml.write("DistributionConfig", filled));
    validator.check("DistributionConfig", readBack);
    assertThat(readBack).isEqualTo(filled);
    assertThat(Defaults.fill(readBack)).isEqualTo(filled);
  }

  private static DistributionConfig read(byte[] xml) {
    return PojoXml.read(xml, "DistributionConfig", DistributionConfig.builder()).build();
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream(FILES + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
