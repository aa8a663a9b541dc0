package dev.perigee.config.api;

import java.util.List;

/** Operations that belong together; a bean of this type brings them into the API. */
public interface OperationFamily {

  List<OperationHandler<?>> operations();
}
