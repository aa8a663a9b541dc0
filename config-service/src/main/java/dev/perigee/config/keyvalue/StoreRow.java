package dev.perigee.config.keyvalue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What all keys of a store are together. */
@Entity
@Table(name = "key_value_store")
class StoreRow {

  @Id
  @Column(name = "store_id")
  String storeId;

  /** Names the latest version of the contents. */
  @Column(nullable = false)
  String etag;

  @Column(nullable = false)
  int items;

  /** Of keys and values, in UTF-8. */
  @Column(nullable = false)
  long bytes;

  @Column(name = "last_modified", nullable = false)
  Instant lastModified;

  /** For Hibernate. */
  protected StoreRow() {}

  /** An empty one. */
  StoreRow(String storeId, String etag, Instant lastModified) {
    this.storeId = storeId;
    this.etag = etag;
    this.lastModified = lastModified;
  }
}
