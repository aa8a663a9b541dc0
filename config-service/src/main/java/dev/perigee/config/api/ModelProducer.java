package dev.perigee.config.api;

import dev.perigee.config.wire.ServiceModel;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Loads the service model, once. */
final class ModelProducer {

  @Produces
  @Singleton
  ServiceModel model() {
    return ServiceModel.load();
  }
}
