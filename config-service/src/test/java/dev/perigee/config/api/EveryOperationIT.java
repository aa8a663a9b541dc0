package dev.perigee.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.Neighbours;
import dev.perigee.config.api.OperationTable.Support;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.ServiceModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Of every operation of the model it is known what becomes of it. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class EveryOperationIT {

  @Inject ServiceModel model;
  @Inject OperationTable table;

  @Test
  void whatPerigeeLeavesOutIsListedAsEmptyAndElseRefusedByName() {
    for (Operation operation : model.operations()) {
      UnsupportedFeatures.of(operation.name())
          .ifPresent(feature -> {
            if (operation.name().startsWith("List")) {
              assertThat(table.support(operation))
                  .as(operation.name())
                  .isNotEqualTo(Support.REFUSED);
            } else {
              assertThatThrownBy(() -> table.handler(operation))
                  .isInstanceOf(ApiException.class)
                  .hasMessage(
                      "UnsupportedOperation: "
                          + operation.name()
                          + ": Perigee does not support "
                          + feature);
            }
          });
    }
  }

  @Test
  void nothingElseIsLeftOut() {
    Set<String> unhandled =
        model.operations().stream()
            .filter(operation -> table.support(operation) == Support.REFUSED)
            .map(Operation::name)
            .filter(name -> UnsupportedFeatures.of(name).isEmpty())
            .filter(name -> !isPending(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(model.operations()).hasSize(167);
    assertThat(unhandled).isEmpty();
  }

  /** What waits until functions run. */
  private static boolean isPending(String operation) {
    return operation.equals("TestFunction");
  }
}
