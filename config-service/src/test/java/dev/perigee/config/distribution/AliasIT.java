package dev.perigee.config.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.ConflictingAlias;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DomainConflict;

/** Who may have which alias, and moving them. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class AliasIT extends FamilyFixture {

  private static final int ROUNDS = 5;

  private final String domain = "d" + unique() + ".example.org";

  @Test
  void anAliasHasOneOwnerAmongAllAccounts() {
    create(cloudFront, "www." + domain);
    assertRefused("CNAMEAlreadyExists", () -> create(cloudFront, "WWW." + domain));
    assertRefused("CNAMEAlreadyExists", () -> create(other, "www." + domain));
  }

  @Test
  void aWildcardAndWhatItCoversBelongToOneAccount() {
    create(cloudFront, "*." + domain);
    create(cloudFront, "www." + domain);
    assertRefused("CNAMEAlreadyExists", () -> create(other, "shop." + domain));
    create(other, "a.shop." + domain);
    assertRefused("CNAMEAlreadyExists", () -> create(cloudFront, "*.shop." + domain));
  }

  @Test
  void aFreedAliasMayBeTaken() {
    String id = create(cloudFront, "www." + domain);
    var found = cloudFront.getDistributionConfig(r -> r.id(id));
    cloudFront.updateDistribution(r ->
        r.id(id)
            .ifMatch(found.eTag())
            .distributionConfig(
                found.distributionConfig().toBuilder().aliases(a -> a.quantity(0)).build()));
    create(other, "www." + domain);
  }

  @Test
  void ofTwoThatClaimAnAliasAtOnceOneGetsIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String alias = "r" + round + "." + domain;
      assertThat(race(() -> create(cloudFront, alias), () -> create(cloudFront, alias)))
          .containsExactlyInAnyOrder("created", "CNAMEAlreadyExists");
      String parent = "w" + round + "." + domain;
      assertThat(race(() -> create(cloudFront, "*." + parent), () -> create(other, "a." + parent)))
          .containsExactlyInAnyOrder("created", "CNAMEAlreadyExists");
    }
  }

  @Test
  void anAliasMovesWithItsConfiguration() {
    String alias = "www." + domain;
    String from = create(cloudFront, alias, "keep." + domain);
    String to = create(cloudFront);
    String etag = cloudFront.getDistribution(r -> r.id(to)).eTag();
    long revision = snapshot(from).revision();
    cloudFront.associateAlias(r -> r.targetDistributionId(to).alias(alias));
    assertThat(snapshot(from).aliases()).containsExactly("keep." + domain);
    assertThat(snapshot(from).revision()).isEqualTo(revision + 1);
    assertThat(snapshot(to).aliases()).containsExactly(alias);
    var moved = cloudFront.getDistribution(r -> r.id(to));
    assertThat(moved.eTag()).isNotEqualTo(etag);
    assertThat(moved.distribution().distributionConfig().aliases().items()).containsExactly(alias);

    cloudFront.associateAlias(r -> r.targetDistributionId(to).alias(alias));
    assertThat(cloudFront.getDistribution(r -> r.id(to)).eTag()).isEqualTo(moved.eTag());
    cloudFront.associateAlias(r -> r.targetDistributionId(from).alias(alias));
    assertThat(snapshot(from).aliases()).containsExactly("keep." + domain, alias);
    cloudFront.associateAlias(r -> r.targetDistributionId(to).alias("new." + domain));
    assertThat(snapshot(to).aliases()).containsExactly("new." + domain);
  }

  @Test
  void whatCannotMoveIsRefused() {
    String alias = "www." + domain;
    create(other, alias);
    String id = create(cloudFront);
    assertRefused(
        "IllegalUpdate",
        () -> cloudFront.associateAlias(r -> r.targetDistributionId(id).alias(alias)));
    assertRefused(
        "NoSuchDistribution",
        () -> cloudFront.associateAlias(r -> r.targetDistributionId("E0").alias("x." + domain)));
    assertRefused(
        "NoSuchDistribution",
        () -> other.associateAlias(r -> r.targetDistributionId(id).alias(alias)));
    assertRefused(
        "InvalidArgument",
        () -> cloudFront.associateAlias(r -> r.targetDistributionId(id).alias("no host")));
    String full = create(cloudFront, names(100));
    assertRefused(
        "TooManyDistributionCNAMEs",
        () -> cloudFront.associateAlias(r -> r.targetDistributionId(full).alias("x." + domain)));
    assertRefused("TooManyDistributionCNAMEs", () -> create(cloudFront, names(101)));
    assertRefused(
        "AccessDenied",
        () -> purger.associateAlias(r -> r.targetDistributionId(id).alias("x." + domain)));
  }

  @Test
  void conflictsAreListedWithoutTellingWhose() {
    String own = create(cloudFront, "*." + domain, "a." + domain);
    String second = create(cloudFront, "b." + domain, "c." + domain);
    var list =
        cloudFront
            .listConflictingAliases(r -> r.distributionId(own).alias("*." + domain))
            .conflictingAliasesList();
    assertThat(list.items())
        .extracting(ConflictingAlias::alias)
        .containsExactly("b." + domain, "c." + domain);
    assertThat(list.items().getFirst().distributionId())
        .isEqualTo("*".repeat(8) + second.substring(8));
    assertThat(list.items().getFirst().accountId()).isEqualTo("******000000");
    assertThat(
            cloudFront
                .listConflictingAliases(r -> r.distributionId(second).alias("d." + domain))
                .conflictingAliasesList()
                .items())
        .extracting(ConflictingAlias::alias)
        .containsExactly("*." + domain);
    var first =
        cloudFront
            .listConflictingAliases(r -> r.distributionId(own).alias("*." + domain).maxItems(1))
            .conflictingAliasesList();
    assertThat(first.nextMarker()).isEqualTo("b." + domain);
    assertThat(
            cloudFront
                .listConflictingAliases(r ->
                    r.distributionId(own)
                        .alias("*." + domain)
                        .maxItems(1)
                        .marker(first.nextMarker()))
                .conflictingAliasesList()
                .items())
        .extracting(ConflictingAlias::alias)
        .containsExactly("c." + domain);
    assertThat(
            cloudFront
                .listDomainConflicts(r ->
                    r.domain("b." + domain)
                        .domainControlValidationResource(d -> d.distributionId(own)))
                .domainConflicts())
        .extracting(DomainConflict::domain, DomainConflict::resourceTypeAsString)
        .containsExactly(tuple("b." + domain, "distribution"));
  }

  @Test
  void conflictsAreListedForOwnersOnly() {
    String id = create(cloudFront);
    assertRefused(
        "NoSuchDistribution",
        () -> other.listConflictingAliases(r -> r.distributionId(id).alias("a." + domain)));
    assertRefused(
        "InvalidArgument",
        () -> cloudFront.listConflictingAliases(r -> r.distributionId(id).alias("host")));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.listConflictingAliases(
                r -> r.distributionId(id).alias("a." + domain).maxItems(101)));
    assertRefused(
        "EntityNotFound",
        () ->
            other.listDomainConflicts(r ->
                r.domain("a." + domain)
                    .domainControlValidationResource(d -> d.distributionId(id))));
    assertRefused(
        "EntityNotFound",
        () ->
            cloudFront.listDomainConflicts(r ->
                r.domain("a." + domain)
                    .domainControlValidationResource(d -> d.distributionTenantId("dt_1"))));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.listDomainConflicts(
                r -> r.domain("a." + domain).domainControlValidationResource(d -> {})));
  }

  private String[] names(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "n" + i + "." + domain;
    }
    return names;
  }

  private static List<String> race(Callable<?> one, Callable<?> another) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(() -> outcome(together, one));
      Future<String> second = threads.submit(() -> outcome(together, another));
      return List.of(first.get(), second.get());
    }
  }

  private static String outcome(CyclicBarrier together, Callable<?> call) throws Exception {
    together.await();
    try {
      call.call();
      return "created";
    } catch (CloudFrontException e) {
      return e.awsErrorDetails().errorCode();
    }
  }

  private static String create(CloudFrontClient client, String... aliases) {
    DistributionConfig.Builder config = config(b -> {}).toBuilder();
    if (aliases.length > 0) {
      config.aliases(a -> a.quantity(aliases.length).items(aliases));
    }
    return client.createDistribution(r -> r.distributionConfig(config.build())).distribution().id();
  }
}
