package dev.perigee.config.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.api.OperationTable;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.ServiceModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What CloudFront documents, against what the service answers: for each family of operations every
 * error of the service model is provoked, or known not to be possible here; and no operation
 * answers an error that is not documented for it.
 */
@QuarkusTest
@TestProfile(LowQuotas.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class EveryErrorIT {

  @TestHTTPResource URI endpoint;
  @Inject OperationTable operations;

  @ParameterizedTest
  @EnumSource
  void everyErrorOfAFamilyIsProvoked(Family family) {
    Documented documented = Documented.of(supported());
    Ledger ledger = new Ledger();
    try (Api api = Api.of(endpoint, ledger)) {
      family.errors().provoke(api);
    }
    Set<String> unproven = new TreeSet<>(documented.errors(family));
    unproven.removeAll(ledger.codes(family));
    assertThat(unproven)
        .as("documented and not provoked (expected: those of CannotOccur)")
        .isEqualTo(CannotOccur.in(family));
    assertThat(ledger.answers().stream().filter(answer -> !documented.allows(answer)).toList())
        .as("answers that are not documented")
        .isEmpty();
  }

  @Test
  void everySupportedOperationBelongsToOneFamily() {
    assertThat(supported()).isNotEmpty().allSatisfy(Family::of);
  }

  private Set<String> supported() {
    return ServiceModel.load().operations().stream()
        .filter(operation -> operations.support(operation) == OperationTable.Support.FULL)
        .map(Operation::name)
        .collect(Collectors.toSet());
  }
}
