package dev.perigee.config.api;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.ServiceModel;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which handler does which operation. */
@Singleton
public final class OperationTable {

  private final Map<String, OperationHandler<?>> handlers;

  OperationTable(@All List<OperationFamily> families, ServiceModel model) {
    Map<String, OperationHandler<?>> table = new HashMap<>();
    for (OperationFamily family : families) {
      for (OperationHandler<?> handler : family.operations()) {
        String name = model.operation(handler.operation()).name();
        if (table.put(name, handler) != null) {
          throw new IllegalStateException("two handlers for " + name);
        }
      }
    }
    handlers = Map.copyOf(table);
  }

  /** How far an operation is supported. */
  public enum Support {
    FULL,
    /** A list of something that Perigee leaves out. */
    EMPTY_LIST,
    /** With an error that names it. */
    REFUSED
  }

  public Support support(Operation operation) {
    if (!handlers.containsKey(operation.name())) {
      return Support.REFUSED;
    }
    return UnsupportedFeatures.of(operation.name()).isPresent() ? Support.EMPTY_LIST : Support.FULL;
  }

  /**
   * The handler of an operation.
   *
   * @throws ApiException where Perigee does not do it yet
   */
  OperationHandler<?> handler(Operation operation) {
    OperationHandler<?> handler = handlers.get(operation.name());
    if (handler == null) {
      throw new ApiException(
          "UnsupportedOperation",
          UnsupportedFeatures.of(operation.name())
              .map(feature -> operation.name() + ": Perigee does not support " + feature)
              .orElse("Perigee does not support " + operation.name() + " yet"));
    }
    return handler;
  }
}
