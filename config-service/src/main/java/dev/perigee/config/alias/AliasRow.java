package dev.perigee.config.alias;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That an alias belongs to somebody. */
@Entity
@Table(name = "alias")
class AliasRow {

  @Id @Column String alias;

  @Column(nullable = false, updatable = false)
  String account;

  @Column(name = "owner_id", nullable = false, updatable = false)
  String ownerId;

  /** What a wildcard at the alias's level covers; the database's own work. */
  @Column(insertable = false, updatable = false)
  String parent;

  /** For Hibernate. */
  protected AliasRow() {}

  AliasRow(String alias, String account, String ownerId) {
    this.alias = alias;
    this.account = account;
    this.ownerId = ownerId;
  }

  Claim claim() {
    return new Claim(alias, account, ownerId);
  }
}
