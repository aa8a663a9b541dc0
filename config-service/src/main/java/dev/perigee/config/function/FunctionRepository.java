package dev.perigee.config.function;

import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;

/** The table of functions' stages. Every method wants a transaction around it. */
@ApplicationScoped
class FunctionRepository implements PanacheRepositoryBase<FunctionRow, FunctionRow.Key> {

  private static final String ID = "concat(key.name, '/', cast(key.stage as string))";

  Optional<FunctionRow> find(String account, String name, FunctionStage stage) {
    return findByIdOptional(new FunctionRow.Key(account, name, stage));
  }

  FunctionRow get(String account, String name, FunctionStage stage) {
    return find(account, name, stage).orElseThrow(() -> noSuch(name, stage));
  }

  /** Gets the stage that is changed, and keeps others from changing the function. */
  FunctionRow lock(String account, String name) {
    FunctionStage stage = FunctionStage.DEVELOPMENT;
    return findByIdOptional(
            new FunctionRow.Key(account, name, stage), LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> noSuch(name, stage));
  }

  /**
   * By name and stage, those after {@code marker}.
   *
   * @param stage null for both
   */
  List<FunctionRow> after(String account, @Nullable FunctionStage stage, String marker, int limit) {
    return getEntityManager()
        .createQuery(
            "from FunctionRow where key.account = ?1 and "
                + ID
                + " > ?2 and key.stage in ?3 order by "
                + ID,
            FunctionRow.class)
        .setParameter(1, account)
        .setParameter(2, marker)
        .setParameter(
            3,
            stage == null ? List.of(FunctionStage.DEVELOPMENT, FunctionStage.LIVE) : List.of(stage))
        .setMaxResults(limit)
        .getResultList();
  }

  long countFunctions(String account) {
    return count("key.account = ?1 and key.stage = ?2", account, FunctionStage.DEVELOPMENT);
  }

  private static ApiException noSuch(String name, FunctionStage stage) {
    return new ApiException(
        ResourceKind.FUNCTION.noSuch(), "there is no function " + name + " in the stage " + stage);
  }
}
