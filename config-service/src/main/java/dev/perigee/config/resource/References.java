package dev.perigee.config.resource;

import dev.perigee.config.wire.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who refers to whom. Every method joins the caller's transaction. */
@ApplicationScoped
public class References implements PanacheRepositoryBase<ReferenceRow, ReferenceRow.Key> {

  /**
   * Replaces what a resource refers to.
   *
   * @return what it did not refer to before
   */
  public Set<Reference> replace(Reference from, Set<Reference> to) {
    Set<Reference> missing = new HashSet<>(to);
    for (ReferenceRow row : from(from)) {
      if (!missing.remove(row.to())) {
        delete(row);
      }
    }
    missing.forEach(reference -> persist(new ReferenceRow(from, reference)));
    return missing;
  }

  /** The ids of those of a kind that refer to a resource, in order. */
  public List<String> users(Reference to, ResourceKind kind) {
    return getEntityManager()
        .createQuery(
            "select key.fromId from ReferenceRow"
                + " where key.toKind = ?1 and key.toId = ?2 and key.fromKind = ?3 order by key.fromId",
            String.class)
        .setParameter(1, to.kind())
        .setParameter(2, to.id())
        .setParameter(3, kind)
        .getResultList();
  }

  /** How many of a kind refer to a resource. */
  long countUsers(Reference to, ResourceKind kind) {
    return count(
        "key.toKind = ?1 and key.toId = ?2 and key.fromKind = ?3", to.kind(), to.id(), kind);
  }

  /** Waits for others that count the users of a resource, until their transactions end. */
  void lockUsers(Reference to) {
    getEntityManager()
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text)", String.class)
        .setParameter(1, "perigee.config.users." + to.kind() + "." + to.id())
        .getSingleResult();
  }

  /** Refuses where anything refers to a resource. */
  public void checkUnused(Reference to) {
    List<ReferenceRow> users = find("key.toKind = ?1 and key.toId = ?2", to.kind(), to.id()).list();
    if (!users.isEmpty()) {
      ReferenceRow.Key user = users.getFirst().key;
      throw new ApiException(
          to.kind().inUse(),
          "the "
              + to.kind().label()
              + " "
              + to.id()
              + " is used by "
              + user.fromKind().label()
              + " "
              + user.fromId()
              + (users.size() > 1 ? " and " + (users.size() - 1) + " more" : ""));
    }
  }

  private List<ReferenceRow> from(Reference from) {
    return find("key.fromKind = ?1 and key.fromId = ?2", from.kind(), from.id()).list();
  }
}
