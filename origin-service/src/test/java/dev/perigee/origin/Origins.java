package dev.perigee.origin;

import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Origin;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Origin definitions for tests: short time limits, and what a test changes of them. */
public final class Origins {

  private String id = "origin";
  private String fingerprint = "f1";
  private Origin.Kind kind = Origin.Kind.HTTP;
  private String domainName = "127.0.0.1";
  private String path = "";
  private List<HeaderField> customHeaders = List.of();
  private Origin.Protocol protocol = Origin.Protocol.HTTP_ONLY;
  private int port = 80;
  private int attempts = 3;
  private Duration connectTimeout = Duration.ofSeconds(1);
  private Duration readTimeout = Duration.ofSeconds(5);
  private @Nullable Duration completionTimeout;
  private Origin.Signing signing = Origin.Signing.NEVER;

  private List<String> sslProtocols = List.of("TLSv1.2");
  private Origin.AddressFamily addresses = Origin.AddressFamily.IPV4;

  private Origins() {}

  public static Origins http(String domainName, int port) {
    Origins origins = new Origins();
    origins.domainName = domainName;
    origins.port = port;
    return origins;
  }

  public static Origins s3(String domainName) {
    Origins origins = http(domainName, 80);
    origins.kind = Origin.Kind.S3;
    origins.signing = Origin.Signing.ALWAYS;
    return origins;
  }

  /** An endpoint of MediaPackage v2 with an access control. */
  public static Origins mediaPackage(String domainName) {
    Origins origins = http(domainName, 80);
    origins.kind = Origin.Kind.MEDIA_PACKAGE;
    origins.signing = Origin.Signing.ALWAYS;
    return origins;
  }

  public Origins id(String value) {
    id = value;
    return this;
  }

  public Origins fingerprint(String value) {
    fingerprint = value;
    return this;
  }

  public Origins path(String value) {
    path = value;
    return this;
  }

  public Origins header(String name, String value) {
    customHeaders = List.of(new HeaderField(name, value));
    return this;
  }

  public Origins protocol(Origin.Protocol value) {
    protocol = value;
    return this;
  }

  public Origins attempts(int value) {
    attempts = value;
    return this;
  }

  public Origins connectTimeout(Duration value) {
    connectTimeout = value;
    return this;
  }

  public Origins readTimeout(Duration value) {
    readTimeout = value;
    return this;
  }

  public Origins completionTimeout(Duration value) {
    completionTimeout = value;
    return this;
  }

  public Origins sslProtocols(String... values) {
    sslProtocols = List.of(values);
    return this;
  }

  public Origins addresses(Origin.AddressFamily value) {
    addresses = value;
    return this;
  }

  public Origins signing(Origin.Signing value) {
    signing = value;
    return this;
  }

  public Origin build() {
    return new Origin(
        id,
        fingerprint,
        kind,
        domainName,
        path,
        customHeaders,
        protocol,
        port,
        port == 80 ? 443 : port,
        attempts,
        connectTimeout,
        readTimeout,
        Duration.ofSeconds(5),
        completionTimeout,
        sslProtocols,
        addresses,
        null,
        signing);
  }
}
