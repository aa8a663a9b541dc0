package dev.perigee.config.function;

import dev.perigee.config.storage.Ids;
import dev.perigee.config.wire.PojoXml;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;

/** One stage of a function. */
@Entity
@Table(name = "function")
class FunctionRow {

  private static final String CONFIG_ROOT = "FunctionConfig";

  @EmbeddedId Key key;

  @Column(nullable = false)
  String etag;

  /** In the API's own XML. */
  @Column(nullable = false)
  byte[] config;

  @Column(nullable = false)
  byte[] code;

  /** When the function was created, the same in both stages. */
  @Column(nullable = false, updatable = false)
  Instant created;

  @Column(name = "last_modified", nullable = false)
  Instant lastModified;

  /** For Hibernate. */
  protected FunctionRow() {}

  FunctionRow(String account, String name) {
    this.key = new Key(account, name, FunctionStage.DEVELOPMENT);
    this.created = now();
  }

  /** The stage that behaviours take a function from. */
  static FunctionRow live(FunctionRow development) {
    FunctionRow live = new FunctionRow();
    live.key = new Key(development.key.account(), development.key.name(), FunctionStage.LIVE);
    live.created = development.created;
    return live;
  }

  void set(FunctionConfig newConfig, byte[] newCode) {
    config = PojoXml.write(CONFIG_ROOT, newConfig);
    code = newCode;
    etag = Ids.next();
    lastModified = now();
  }

  FunctionConfig config() {
    return PojoXml.read(config, CONFIG_ROOT, FunctionConfig.builder()).build();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Primary key. */
  @Embeddable
  record Key(
      @Column(nullable = false) String account,
      @Column(nullable = false) String name,
      @Enumerated(EnumType.STRING) @Column(nullable = false) FunctionStage stage) {}
}
