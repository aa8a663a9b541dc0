package dev.perigee.config.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

/** That one resource refers to another. */
@Entity
@Table(name = "reference")
class ReferenceRow {

  @EmbeddedId Key key;

  /** For Hibernate. */
  protected ReferenceRow() {}

  ReferenceRow(Reference from, Reference to) {
    this.key = new Key(from.kind(), from.id(), to.kind(), to.id());
  }

  Reference to() {
    return new Reference(key.toKind(), key.toId());
  }

  /** Primary key: there is nothing else. */
  @Embeddable
  record Key(
      @Enumerated(EnumType.STRING) @Column(name = "from_kind") ResourceKind fromKind,
      @Column(name = "from_id") String fromId,
      @Enumerated(EnumType.STRING) @Column(name = "to_kind") ResourceKind toKind,
      @Column(name = "to_id") String toId) {}
}
