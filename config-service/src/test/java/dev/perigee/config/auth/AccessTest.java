package dev.perigee.config.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.ServiceModel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks all operations of the service model. */
class AccessTest {

  private static final int OPERATIONS = 167;

  private static final Set<String> CHANGING_VERBS =
      Set.of(
          "Associate",
          "Copy",
          "Create",
          "Delete",
          "Disassociate",
          "Publish",
          "Put",
          "Tag",
          "Untag",
          "Update");

  /** These read by a method other than GET, most because their filter is a body. */
  private static final List<String> READING_BY_POST =
      List.of(
          "GetRealtimeLogConfig",
          "GetResourcePolicy",
          "ListConnectionFunctions",
          "ListConnectionGroups",
          "ListDistributionTenants",
          "ListDistributionTenantsByCustomization",
          "ListDistributionsByRealtimeLogConfig",
          "ListDomainConflicts",
          "ListTrustStores",
          "TestConnectionFunction",
          "TestFunction",
          "VerifyDnsConfiguration");

  private final List<Operation> operations = List.copyOf(ServiceModel.load().operations());

  @Test
  void readOnlyIsEveryOperationThatChangesNothing() {
    assertThat(operations).hasSize(OPERATIONS);
    for (Operation operation : operations) {
      boolean changes = CHANGING_VERBS.stream().anyMatch(operation.name()::startsWith);
      assertThat(Access.READ_ONLY.allows(operation.name()))
          .as(operation.name())
          .isEqualTo(!changes);
    }
  }

  @Test
  void whatIsAskedByGetIsReadAndOfTheRestOnlyAFew() {
    for (Operation operation : operations) {
      boolean reads =
          operation.method().equals("GET") || READING_BY_POST.contains(operation.name());
      assertThat(Access.READ_ONLY.allows(operation.name())).as(operation.name()).isEqualTo(reads);
    }
  }

  @Test
  void invalidationsIsTheirThreeOperations() {
    assertThat(operations.stream().map(Operation::name).filter(Access.INVALIDATIONS::allows))
        .containsExactlyInAnyOrder("CreateInvalidation", "GetInvalidation", "ListInvalidations");
  }

  @Test
  void fullIsEverything() {
    assertThat(operations).allMatch(operation -> Access.FULL.allows(operation.name()));
  }
}
