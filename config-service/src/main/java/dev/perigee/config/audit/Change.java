package dev.perigee.config.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A change as it is stored. */
@Entity
@Immutable
@Table(name = "audit")
public class Change {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column
  Long seq;

  @Column(name = "changed_at", nullable = false)
  Instant time;

  @Column(nullable = false)
  String account;

  @Column(name = "access_key_id", nullable = false)
  String accessKeyId;

  @Column(nullable = false)
  String operation;

  @Column(nullable = false)
  String kind;

  @Column(name = "resource_id", nullable = false)
  String resourceId;

  @Column(name = "etag_before")
  @Nullable String etagBefore;

  @Column(name = "etag_after")
  @Nullable String etagAfter;

  @Column(name = "request_id", nullable = false)
  String requestId;

  @Column(name = "client_address", nullable = false)
  String clientAddress;

  /** For Hibernate. */
  protected Change() {}

  Change(
      Instant time,
      Attempt attempt,
      String kind,
      String resourceId,
      @Nullable String etagBefore,
      @Nullable String etagAfter) {
    this.time = time;
    this.account = attempt.caller().account();
    this.accessKeyId = attempt.caller().accessKeyId();
    this.operation = attempt.operation();
    this.requestId = attempt.requestId();
    this.clientAddress = attempt.clientAddress();
    this.kind = kind;
    this.resourceId = resourceId;
    this.etagBefore = etagBefore;
    this.etagAfter = etagAfter;
  }
}
