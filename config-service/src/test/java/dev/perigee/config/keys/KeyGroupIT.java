package dev.perigee.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.TrustedKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // set before each test
class KeyGroupIT extends FamilyFixture {

  private CreatePublicKeyResponse first;
  private CreatePublicKeyResponse second;

  @BeforeEach
  void keys() {
    first = key();
    second = key();
  }

  @AfterEach
  void noKeys() {
    for (CreatePublicKeyResponse each : List.of(first, second)) {
      cloudFront.deletePublicKey(r -> r.id(each.publicKey().id()).ifMatch(each.eTag()));
    }
  }

  @Test
  void aGroupLives() {
    CreateKeyGroupResponse created = create(group(id(first)));
    String id = created.keyGroup().id();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/key-group/" + id));
    assertThat(cloudFront.getKeyGroup(r -> r.id(id)).keyGroup()).isEqualTo(created.keyGroup());
    assertThat(cloudFront.listKeyGroups(r -> {}).keyGroupList().items())
        .anySatisfy(item -> assertThat(item.keyGroup()).isEqualTo(created.keyGroup()));

    var distribution =
        distribution(b -> b.trustedKeyGroups(t -> t.enabled(true).quantity(1).items(id)))
            .distribution();
    assertThat(distribution.activeTrustedKeyGroups().enabled()).isTrue();
    assertThat(distribution.activeTrustedKeyGroups().items())
        .singleElement()
        .satisfies(active -> {
          assertThat(active.keyGroupId()).isEqualTo(id);
          assertThat(active.keyPairIds().items()).containsExactly(id(first));
        });
    assertThat(behavior(distribution.id()).trustedKeys()).containsExactly(trusted(first));
    assertRefused("ResourceInUse", () -> delete(id, created.eTag()));
    assertRefused("PublicKeyInUse", () -> deleteKey(first));

    var readBack = cloudFront.getKeyGroupConfig(r -> r.id(id));
    UpdateKeyGroupResponse same = update(id, created.eTag(), readBack.keyGroupConfig());
    assertThat(same.keyGroup().keyGroupConfig()).isEqualTo(readBack.keyGroupConfig());
    UpdateKeyGroupResponse updated = update(id, same.eTag(), group(id(second), id(first)));
    assertThat(behavior(distribution.id()).trustedKeys())
        .containsExactly(trusted(second), trusted(first));

    change(distribution.id(), b -> b.trustedKeyGroups(t -> t.enabled(false).quantity(0)));
    assertThat(behavior(distribution.id()).trustedKeys()).isEmpty();
    delete(id, updated.eTag());
    assertRefused("NoSuchResource", () -> cloudFront.getKeyGroup(r -> r.id(id)));
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    CreateKeyGroupResponse created = create(group(id(first)));
    String id = created.keyGroup().id();
    KeyGroupConfig config = created.keyGroup().keyGroupConfig();
    CreateKeyGroupResponse other = create(group(id(first)));
    assertBothRefused("KeyGroupAlreadyExists", created, other.keyGroup().keyGroupConfig());
    assertBothRefused("InvalidArgument", created, group("K0"));
    assertBothRefused("InvalidArgument", created, group());
    assertBothRefused("InvalidArgument", created, group(id(first), id(first)));
    assertBothRefused(
        "TooManyPublicKeysInKeyGroup", created, group("K1", "K2", "K3", "K4", "K5", "K6"));
    assertRefused("NoSuchResource", () -> update("none", "E", config));
    assertRefused("PreconditionFailed", () -> update(id, "ESTALE", config));
    assertRefused("InvalidIfMatchVersion", () -> update(id, "", config));
    assertRefused("NoSuchResource", () -> delete("none", "E"));
    assertRefused("PreconditionFailed", () -> delete(id, "E"));
    assertRefused("InvalidIfMatchVersion", () -> delete(id, ""));
    assertRefused("NoSuchResource", () -> this.other.getKeyGroupConfig(r -> r.id(id)));
    assertRefused("InvalidArgument", () -> cloudFront.listKeyGroups(r -> r.maxItems("x")));
    delete(id, created.eTag());
    delete(other.keyGroup().id(), other.eTag());
  }

  @Test
  void anAccountHasRoomForTen() {
    List<CreateKeyGroupResponse> created = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      created.add(create(group(id(first))));
    }
    assertRefused("TooManyKeyGroups", () -> create(group(id(first))));
    created.forEach(each -> delete(each.keyGroup().id(), each.eTag()));
  }

  private CreatePublicKeyResponse key() {
    return cloudFront.createPublicKey(r ->
        r.publicKeyConfig(
            k -> k.callerReference(unique()).name(unique()).encodedKey(Pem.ec("secp256r1"))));
  }

  private void deleteKey(CreatePublicKeyResponse key) {
    cloudFront.deletePublicKey(r -> r.id(id(key)).ifMatch(key.eTag()));
  }

  private CreateKeyGroupResponse create(KeyGroupConfig config) {
    return cloudFront.createKeyGroup(r -> r.keyGroupConfig(config));
  }

  private UpdateKeyGroupResponse update(String id, String etag, KeyGroupConfig config) {
    return cloudFront.updateKeyGroup(r -> r.id(id).ifMatch(etag).keyGroupConfig(config));
  }

  private void delete(String id, String etag) {
    cloudFront.deleteKeyGroup(r -> r.id(id).ifMatch(etag));
  }

  private void assertBothRefused(
      String code, CreateKeyGroupResponse created, KeyGroupConfig config) {
    assertRefused(code, () -> create(config));
    assertRefused(code, () -> update(created.keyGroup().id(), created.eTag(), config));
  }

  private static String id(CreatePublicKeyResponse key) {
    return key.publicKey().id();
  }

  private static TrustedKey trusted(CreatePublicKeyResponse key) {
    return new TrustedKey(id(key), key.publicKey().publicKeyConfig().encodedKey());
  }

  private static KeyGroupConfig group(String... keyIds) {
    return KeyGroupConfig.builder().name(unique()).items(keyIds).build();
  }
}
