package dev.perigee.config.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.config.storage.Transactions;
import dev.perigee.contracts.DistributionSnapshot;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What older code has published is published anew; what cannot be stays as it is. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class RenewalIT extends FamilyFixture {

  @Inject PublicationRepository publications;
  @Inject Renewal renewal;

  @Test
  void whatWasMadeOtherwiseIsMadeAnew() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      ids.add(distributionId(b -> {}));
    }
    String kept = distributionId(b -> {});
    ids.forEach(id -> madeWith(id, "1 old.localhost"));
    String broken = ids.getFirst();
    breakConfig(broken);
    renewal.renewAll();
    for (String id : ids.subList(1, ids.size())) {
      DistributionSnapshot snapshot = snapshot(id);
      assertThat(snapshot.revision()).isEqualTo(2);
      assertThat(snapshot.schema()).isEqualTo(DistributionSnapshot.SCHEMA);
    }
    assertThat(snapshot(kept).revision()).isEqualTo(1);
    assertThat(snapshot(broken).revision()).isEqualTo(1);
    renewal.renewAll();
    assertThat(snapshot(ids.getLast()).revision()).isEqualTo(2);
  }

  private void madeWith(String id, String form) {
    Transactions.change(
        () -> publications.update("madeWith = ?1 where distributionId = ?2", form, id));
  }

  /** As if the origin's name had been allowed once. */
  private void breakConfig(String id) {
    Transactions.change(() ->
        publications
            .getEntityManager()
            .createNativeQuery(
                "update config.distribution set config ="
                    + " convert_to(replace(convert_from(config, 'UTF8'), 'origin.example.org',"
                    + " 'no host'), 'UTF8') where id = ?1")
            .setParameter(1, id)
            .executeUpdate());
  }
}
