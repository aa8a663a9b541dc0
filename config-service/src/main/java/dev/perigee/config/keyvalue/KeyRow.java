package dev.perigee.config.keyvalue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A key and its value. */
@Entity
@Table(name = "key_value")
class KeyRow {

  @EmbeddedId Key key;

  @Column(nullable = false)
  String value;

  /** For Hibernate. */
  protected KeyRow() {}

  KeyRow(Key key, String value) {
    this.key = key;
    this.value = value;
  }

  /** Primary key. */
  @Embeddable
  record Key(
      @Column(name = "store_id", nullable = false) String storeId,
      @Column(name = "key", nullable = false) String name) {}
}
