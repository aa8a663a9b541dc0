package dev.perigee.config.tagging;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One tag of something. */
@Entity
@Table(name = "tag")
class TagRow {

  @EmbeddedId Key key;

  @Column(nullable = false)
  String value;

  /** For Hibernate. */
  protected TagRow() {}

  TagRow(String arn, String name, String value) {
    this.key = new Key(arn, name);
    this.value = value;
  }

  /** Primary key. */
  @Embeddable
  record Key(
      @Column(nullable = false) String arn, @Column(name = "key", nullable = false) String name) {}
}
