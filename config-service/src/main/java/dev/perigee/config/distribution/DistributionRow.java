package dev.perigee.config.distribution;

import dev.perigee.config.wire.PojoXml;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** A distribution as it is stored. */
@Entity
@Table(name = "distribution")
public class DistributionRow {

  static final String CONFIG_ROOT = "DistributionConfig";

  @Id @Column String id;

  @Column(nullable = false, updatable = false)
  String account;

  /** Counts the published versions, from 1. */
  @Column(nullable = false)
  long revision;

  /** Names the latest version of the configuration. */
  @Column(nullable = false)
  String etag;

  @Column(name = "caller_reference", nullable = false, updatable = false)
  String callerReference;

  /** Digest of what the distribution was created with, to tell a repeated request. */
  @Column(name = "creation_digest", nullable = false, updatable = false)
  String creationDigest;

  /** The configuration, complete with defaults, in the API's own XML. */
  @Column(nullable = false)
  byte[] config;

  @Column(name = "last_modified", nullable = false)
  Instant lastModified;

  /** For Hibernate. */
  protected DistributionRow() {}

  DistributionRow(String id, String account, String callerReference, String creationDigest) {
    this.id = id;
    this.account = account;
    this.callerReference = callerReference;
    this.creationDigest = creationDigest;
  }

  public String id() {
    return id;
  }

  public String account() {
    return account;
  }

  public boolean isStaging() {
    return config().staging();
  }

  DistributionConfig config() {
    return PojoXml.read(config, CONFIG_ROOT, DistributionConfig.builder()).build();
  }
}
