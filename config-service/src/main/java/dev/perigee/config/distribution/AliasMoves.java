package dev.perigee.config.distribution;

import dev.perigee.config.alias.Aliases;
import dev.perigee.config.alias.Claim;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Moves aliases from one distribution to another, so that they are never without one. */
@ApplicationScoped
class AliasMoves {

  private final DistributionRepository rows;
  private final Aliases aliases;
  private final Revisions revisions;

  AliasMoves(DistributionRepository rows, Aliases aliases, Revisions revisions) {
    this.rows = rows;
    this.aliases = aliases;
    this.revisions = revisions;
  }

  /** Gives an alias to a distribution, and takes it from the one of the account that has it. */
  void associate(String account, String targetId, String alias) {
    String lower = alias.toLowerCase(Locale.ROOT);
    Transactions.change(() -> {
      Optional<Claim> owner = aliases.owner(lower);
      if (owner.isPresent() && owner.get().ownerId().equals(targetId)) {
        rows.get(account, targetId);
        return true;
      }
      if (owner.isEmpty()) {
        change(rows.lock(account, targetId), names -> names.add(alias));
        return true;
      }
      move(account, owner.get(), targetId, alias);
      return true;
    });
  }

  /** Locks the two in the order of their ids, so that moves to and fro do not block each other. */
  private void move(String account, Claim owner, String targetId, String alias) {
    if (!owner.account().equals(account) || rows.count("id", owner.ownerId()) == 0) {
      throw new ApiException(
          "IllegalUpdate",
          "Alias: "
              + alias
              + " (expected: an alias of a distribution of this account, or a free one)");
    }
    boolean sourceFirst = owner.ownerId().compareTo(targetId) < 0;
    DistributionRow first = rows.lock(account, sourceFirst ? owner.ownerId() : targetId);
    DistributionRow second = rows.lock(account, sourceFirst ? targetId : owner.ownerId());
    change(
        sourceFirst ? first : second,
        names -> names.removeIf(name -> name.equalsIgnoreCase(alias)));
    change(sourceFirst ? second : first, names -> names.add(alias));
  }

  private void change(DistributionRow row, Consumer<List<String>> change) {
    DistributionConfig config = row.config();
    if (config.staging()) {
      throw new ApiException(
          "IllegalUpdate", row.id + " is a staging distribution, which has no aliases");
    }
    List<String> names = new ArrayList<>(config.aliases().items());
    change.accept(names);
    revisions.apply(
        row,
        config.toBuilder()
            .aliases(all -> {
              all.quantity(names.size());
              if (!names.isEmpty()) {
                all.items(names);
              }
            })
            .build());
    rows.flush();
  }
}
