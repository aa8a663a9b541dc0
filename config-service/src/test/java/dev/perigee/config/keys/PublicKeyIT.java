package dev.perigee.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class PublicKeyIT extends FamilyFixture {

  @Test
  void aKeyLives() {
    PublicKeyConfig config = key();
    CreatePublicKeyResponse created = create(config);
    String id = created.publicKey().id();
    assertThat(id).matches("K[A-Z0-9]{13}");
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/public-key/" + id));
    assertThat(create(config).publicKey()).isEqualTo(created.publicKey());
    assertThat(cloudFront.getPublicKey(r -> r.id(id)).publicKey()).isEqualTo(created.publicKey());

    var readBack = cloudFront.getPublicKeyConfig(r -> r.id(id));
    assertThat(readBack.publicKeyConfig().encodedKey()).isEqualTo(config.encodedKey());
    UpdatePublicKeyResponse same = update(id, created.eTag(), readBack.publicKeyConfig());
    assertThat(same.publicKey()).isEqualTo(created.publicKey());
    UpdatePublicKeyResponse updated =
        update(id, same.eTag(), config.toBuilder().comment("new").build());
    assertThat(cloudFront.listPublicKeys(r -> {}).publicKeyList().items())
        .contains(
            PublicKeySummary.builder()
                .id(id)
                .name(config.name())
                .createdTime(created.publicKey().createdTime())
                .encodedKey(config.encodedKey())
                .comment("new")
                .build());
    delete(id, updated.eTag());
    assertRefused("NoSuchPublicKey", () -> cloudFront.getPublicKey(r -> r.id(id)));
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    PublicKeyConfig config = key();
    CreatePublicKeyResponse created = create(config);
    String id = created.publicKey().id();
    assertRefused(
        "PublicKeyAlreadyExists", () -> create(config.toBuilder().comment("other").build()));
    assertRefused(
        "PublicKeyAlreadyExists", () -> create(key().toBuilder().name(config.name()).build()));
    assertRefused("InvalidArgument", () -> create(key().toBuilder().encodedKey("key").build()));
    assertRefused("InvalidArgument", () -> create(key().toBuilder().name("a b").build()));

    for (PublicKeyConfig changed :
        List.of(
            config.toBuilder().name("other").build(),
            config.toBuilder().callerReference("other").build(),
            config.toBuilder().encodedKey(Pem.ec("secp256r1")).build())) {
      assertRefused(
          "CannotChangeImmutablePublicKeyFields", () -> update(id, created.eTag(), changed));
    }
    assertRefused(
        "InvalidArgument",
        () -> update(id, created.eTag(), config.toBuilder().comment("c".repeat(129)).build()));
    assertRefused("NoSuchPublicKey", () -> update("K0", "E", config));
    assertRefused("PreconditionFailed", () -> update(id, "ESTALE", config));
    assertRefused("InvalidIfMatchVersion", () -> update(id, "", config));
    assertRefused("AccessDenied", () -> purger.getPublicKey(r -> r.id(id)));
    assertRefused("NoSuchPublicKey", () -> other.getPublicKeyConfig(r -> r.id(id)));
    assertRefused("InvalidArgument", () -> cloudFront.listPublicKeys(r -> r.maxItems("-1")));

    String group = group(id);
    assertRefused("PublicKeyInUse", () -> delete(id, created.eTag()));
    cloudFront.deleteKeyGroup(
        r -> r.id(group).ifMatch(cloudFront.getKeyGroup(g -> g.id(group)).eTag()));
    assertRefused("PreconditionFailed", () -> delete(id, "E"));
    assertRefused("InvalidIfMatchVersion", () -> delete(id, ""));
    assertRefused("NoSuchPublicKey", () -> delete("K0", "E"));
    delete(id, created.eTag());
  }

  @Test
  void anAccountHasRoomForTen() {
    List<CreatePublicKeyResponse> created = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      created.add(other.createPublicKey(r -> r.publicKeyConfig(key())));
    }
    assertRefused("TooManyPublicKeys", () -> other.createPublicKey(r -> r.publicKeyConfig(key())));
    created.forEach(
        each -> other.deletePublicKey(r -> r.id(each.publicKey().id()).ifMatch(each.eTag())));
  }

  private String group(String keyId) {
    return cloudFront
        .createKeyGroup(r -> r.keyGroupConfig(g -> g.name(unique()).items(keyId)))
        .keyGroup()
        .id();
  }

  private CreatePublicKeyResponse create(PublicKeyConfig config) {
    return cloudFront.createPublicKey(r -> r.publicKeyConfig(config));
  }

  private UpdatePublicKeyResponse update(String id, String etag, PublicKeyConfig config) {
    return cloudFront.updatePublicKey(r -> r.id(id).ifMatch(etag).publicKeyConfig(config));
  }

  private void delete(String id, String etag) {
    cloudFront.deletePublicKey(r -> r.id(id).ifMatch(etag));
  }

  private static PublicKeyConfig key() {
    return PublicKeyConfig.builder()
        .callerReference(unique())
        .name(unique())
        .encodedKey(Pem.ec("secp256r1"))
        .build();
  }
}
