package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Origin.AddressFamily;
import dev.perigee.contracts.Origin.Protocol;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.IpAddressType;
import software.amazon.awssdk.services.cloudfront.model.OriginProtocolPolicy;
import software.amazon.awssdk.services.cloudfront.model.OriginSslProtocols;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import software.amazon.awssdk.services.cloudfront.model.SslProtocol;

/**
 * How an origin is reached: the part of its definition that custom and S3 origins each have in a
 * place of their own.
 */
record OriginConnection(
    Protocol protocol,
    int httpPort,
    int httpsPort,
    Duration readTimeout,
    Duration keepAliveTimeout,
    List<String> sslProtocols,
    AddressFamily addresses) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int FIRST_OTHER_PORT = 1024;
  private static final int LAST_PORT = 65_535;
  private static final int MAX_SECONDS = 120;
  private static final int DEFAULT_READ_SECONDS = 30;
  private static final int DEFAULT_KEEP_ALIVE_SECONDS = 5;

  static OriginConnection custom(String path, CustomOriginConfig config) {
    return new OriginConnection(
        protocol(config.originProtocolPolicy()),
        port(path + ".HTTPPort", config.httpPort()),
        port(path + ".HTTPSPort", config.httpsPort()),
        readTimeout(path, config.originReadTimeout()),
        Limits.seconds(
            "InvalidOriginKeepaliveTimeout",
            path + ".OriginKeepaliveTimeout",
            config.originKeepaliveTimeout(),
            DEFAULT_KEEP_ALIVE_SECONDS,
            1,
            MAX_SECONDS),
        sslProtocols(path + ".OriginSslProtocols", config.originSslProtocols()),
        addresses(config.ipAddressType() == null ? IpAddressType.IPV4 : config.ipAddressType()));
  }

  /** S3 is reached as CloudFront reaches it: always over HTTPS where requests are signed. */
  static OriginConnection s3(String path, S3OriginConfig config, boolean signed) {
    return new OriginConnection(
        signed ? Protocol.HTTPS_ONLY : Protocol.MATCH_VIEWER,
        HTTP_PORT,
        HTTPS_PORT,
        readTimeout(path, config.originReadTimeout()),
        Duration.ofSeconds(DEFAULT_KEEP_ALIVE_SECONDS),
        List.of(SslProtocol.TLS_V1_2.toString()),
        AddressFamily.IPV4);
  }

  private static Duration readTimeout(String path, @Nullable Integer seconds) {
    return Limits.seconds(
        "InvalidOriginReadTimeout",
        path + ".OriginReadTimeout",
        seconds,
        DEFAULT_READ_SECONDS,
        1,
        MAX_SECONDS);
  }

  private static int port(String path, int port) {
    if (port != HTTP_PORT && port != HTTPS_PORT && (port < FIRST_OTHER_PORT || port > LAST_PORT)) {
      throw ApiException.invalidArgument(
          path + ": " + port + " (expected: 80, 443 or 1024 to 65535)");
    }
    return port;
  }

  private static Protocol protocol(OriginProtocolPolicy policy) {
    return switch (policy) {
      case HTTP_ONLY -> Protocol.HTTP_ONLY;
      case HTTPS_ONLY -> Protocol.HTTPS_ONLY;
      case MATCH_VIEWER -> Protocol.MATCH_VIEWER;
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal("OriginProtocolPolicy");
    };
  }

  private static List<String> sslProtocols(String path, @Nullable OriginSslProtocols given) {
    if (given == null) {
      return List.of(SslProtocol.TLS_V1_2.toString());
    }
    List<SslProtocol> protocols = given.items();
    if (new HashSet<>(protocols).size() != protocols.size() || protocols.isEmpty()) {
      throw ApiException.invalidArgument(
          path + ": " + given.itemsAsStrings() + " (expected: at least one, each once)");
    }
    return protocols.stream().sorted().map(SslProtocol::toString).toList();
  }

  private static AddressFamily addresses(IpAddressType type) {
    return switch (type) {
      case IPV4 -> AddressFamily.IPV4;
      case IPV6 -> AddressFamily.IPV6;
      case DUALSTACK -> AddressFamily.DUAL_STACK;
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal("IpAddressType");
    };
  }
}
