package dev.perigee.config.function;

import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.tagging.Taggable;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;

/** Functions may have tags, the same in both stages. */
@Singleton
final class TaggedFunctions implements Taggable {

  private final FunctionRepository rows;

  TaggedFunctions(FunctionRepository rows) {
    this.rows = rows;
  }

  @Override
  public ResourceKind kind() {
    return ResourceKind.FUNCTION;
  }

  @Override
  public boolean hold(String account, String id) {
    return rows.findByIdOptional(
            new FunctionRow.Key(account, id, FunctionStage.DEVELOPMENT),
            LockModeType.PESSIMISTIC_READ)
        .isPresent();
  }
}
