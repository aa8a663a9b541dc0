package dev.perigee.config.alias;

import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has which alias. Every method joins the caller's transaction.
 *
 * <p>An alias has one owner. A wildcard and a name that it covers may have two, the more specific
 * one being served; but both of one account. CloudFront lets accounts share such names because it
 * asks each for a certificate; here aliases are given out without one.
 */
@ApplicationScoped
public class Aliases implements PanacheRepositoryBase<AliasRow, String> {

  private static final String WILDCARD = "*.";

  private static final String OVERLAPPING =
      "parent = :parent and (:isWildcard = true or alias = :alias or alias = :wildcard)"
          + " and ownerId <> :ownerId";

  /**
   * Gives an owner these aliases in place of those that it had.
   *
   * <p>Whoever claims names of one level waits for the other, so that two that overlap cannot both
   * find that the other is not there.
   *
   * @param wanted in lower case
   */
  public void claim(String account, String ownerId, Set<String> wanted) {
    Set<String> added = new HashSet<>(wanted);
    for (AliasRow row : find("ownerId", ownerId).list()) {
      if (!added.remove(row.alias)) {
        delete(row);
      }
    }
    flush();
    if (!added.isEmpty()) {
      new TreeSet<>(added.stream().map(Aliases::parent).toList()).forEach(this::lockLevel);
      checkFree(account, ownerId, added);
      added.forEach(alias -> persist(new AliasRow(alias, account, ownerId)));
      flush();
    }
  }

  public Optional<Claim> owner(String alias) {
    return findByIdOptional(alias).map(AliasRow::claim);
  }

  /**
   * Who else has the alias or one that overlaps with it: its wildcard, or what it covers as one.
   *
   * @param ownerId whose own aliases are left out
   * @param marker those that come after this alias
   */
  public List<Claim> overlapping(String alias, String ownerId, String marker, int limit) {
    return find(
            OVERLAPPING + " and alias > :marker order by alias",
            overlap(alias, ownerId).and("marker", marker))
        .page(Page.ofSize(limit))
        .stream()
        .map(AliasRow::claim)
        .toList();
  }

  private void checkFree(String account, String ownerId, Set<String> added) {
    for (String alias : added) {
      find(
              OVERLAPPING + " and (alias = :alias or account <> :account)",
              overlap(alias, ownerId).and("account", account))
          .firstResultOptional()
          .ifPresent(other -> {
            throw taken(alias, other);
          });
    }
  }

  private static Parameters overlap(String alias, String ownerId) {
    String parent = parent(alias);
    return Parameters.with("parent", parent)
        .and("isWildcard", alias.startsWith(WILDCARD))
        .and("alias", alias)
        .and("wildcard", WILDCARD + parent)
        .and("ownerId", ownerId);
  }

  private void lockLevel(String parent) {
    getEntityManager()
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text)", String.class)
        .setParameter(1, "perigee.config.alias." + parent)
        .getSingleResult();
  }

  private static ApiException taken(String alias, AliasRow other) {
    return new ApiException(
        "CNAMEAlreadyExists",
        "Aliases: "
            + alias
            + (other.alias.equals(alias)
                ? ": another distribution has it"
                : ": a distribution of another account has " + other.alias));
  }

  private static String parent(String alias) {
    return alias.substring(alias.indexOf('.') + 1);
  }
}
