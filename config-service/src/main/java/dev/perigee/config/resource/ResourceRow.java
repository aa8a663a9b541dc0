package dev.perigee.config.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A resource as it is stored. */
@Entity
@Table(name = "resource")
class ResourceRow {

  @EmbeddedId Key key;

  @Column(nullable = false, updatable = false)
  String account;

  /** Unique among the account's resources of the kind; null where the kind has no names. */
  @Column @Nullable String name;

  /** The client's own name for the request that created it; unique like the name. */
  @Column(name = "caller_reference", updatable = false)
  @Nullable String callerReference;

  /** What that request asked for, to tell a repeated one. */
  @Column(name = "created_as", updatable = false)
  byte @Nullable [] createdAs;

  @Column(nullable = false)
  String etag;

  /** In the API's own XML. */
  @Column(nullable = false)
  byte[] config;

  @Column(nullable = false, updatable = false)
  Instant created;

  @Column(name = "last_modified", nullable = false)
  Instant lastModified;

  /** For Hibernate. */
  protected ResourceRow() {}

  ResourceRow(ResourceKind kind, String id, String account, Instant created) {
    this.key = new Key(kind, id);
    this.account = account;
    this.created = created;
  }

  /** Primary key. */
  @Embeddable
  record Key(
      @Enumerated(EnumType.STRING) @Column(nullable = false) ResourceKind kind,
      @Column(nullable = false) String id) {}
}
