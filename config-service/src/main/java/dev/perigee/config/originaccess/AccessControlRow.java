package dev.perigee.config.originaccess;

import dev.perigee.config.wire.PojoXml;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;

/** An origin access control as it is stored. */
@Entity
@Table(name = "access_control")
class AccessControlRow {

  private static final String CONFIG_ROOT = "OriginAccessControlConfig";

  @Id @Column String id;

  @Column(nullable = false)
  String etag;

  /** Unique. */
  @Column(nullable = false)
  String name;

  /** In the API's own XML. */
  @Column(nullable = false)
  byte[] config;

  /** For Hibernate. */
  protected AccessControlRow() {}

  AccessControlRow(String id) {
    this.id = id;
  }

  OriginAccessControlConfig config() {
    return PojoXml.read(config, CONFIG_ROOT, OriginAccessControlConfig.builder()).build();
  }

  void config(OriginAccessControlConfig value, String newEtag) {
    name = value.name();
    etag = newEtag;
    config = PojoXml.write(CONFIG_ROOT, value);
  }
}
