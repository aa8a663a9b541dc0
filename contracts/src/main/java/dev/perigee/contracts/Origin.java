package dev.perigee.contracts;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend that a distribution names.
 *
 * @param id the tenant's name for it, unique within the distribution
 * @param fingerprint digest of everything else in this record together with the distribution's id:
 *     an edge asks origin-service for a fingerprint, so that both speak of the same definition
 *     whichever revision of the distribution each of them holds
 * @param kind what answers there
 * @param domainName host name as the tenant wrote it, for example {@code
 *     bucket.s3.us-east-1.amazonaws.com}
 * @param path prefix of every request's path: empty, or with a leading and without a trailing slash
 * @param customHeaders headers added to every request, replacing the viewer's of the same name
 * @param protocol which protocol is spoken to the origin
 * @param httpPort port for HTTP, 1 to 65535
 * @param httpsPort port for HTTPS, 1 to 65535
 * @param connectionAttempts tries to connect, 1 to 3
 * @param connectionTimeout time limit of one try to connect, 1 to 10 s
 * @param readTimeout time limit for the response's head and between two parts of its body, 1 to 120
 *     s
 * @param keepAliveTimeout how long an idle connection is kept, 1 to 120 s
 * @param responseCompletionTimeout time limit of the whole response; null for none
 * @param sslProtocols protocols that may be spoken to the origin, for example {@code TLSv1.2}
 * @param addresses which of the origin's addresses are used
 * @param shieldRegion the region whose origin-service asks the origin for all others; null for none
 * @param signing whether requests are signed with origin-service's own credentials (origin access
 *     control)
 */
public record Origin(
    String id,
    String fingerprint,
    Kind kind,
    String domainName,
    String path,
    List<HeaderField> customHeaders,
    Protocol protocol,
    int httpPort,
    int httpsPort,
    int connectionAttempts,
    Duration connectionTimeout,
    Duration readTimeout,
    Duration keepAliveTimeout,
    @Nullable Duration responseCompletionTimeout,
    List<String> sslProtocols,
    AddressFamily addresses,
    @Nullable String shieldRegion,
    Signing signing) {

  public Origin {
    customHeaders = List.copyOf(customHeaders);
    sslProtocols = List.copyOf(sslProtocols);
  }

  /** What answers at an origin. */
  public enum Kind {
    HTTP,
    S3,
    /**
     * An endpoint of MediaPackage v2 with an origin access control; otherwise like {@link #HTTP}.
     */
    MEDIA_PACKAGE
  }

  /** Which protocol is spoken to the origin. */
  public enum Protocol {
    HTTP_ONLY,
    HTTPS_ONLY,
    MATCH_VIEWER
  }

  /** Which addresses of a host are used (CloudFront API, {@code IpAddressType}). */
  public enum AddressFamily {
    IPV4,
    IPV6,
    DUAL_STACK
  }

  /** When an origin request is signed (CloudFront API, {@code OriginAccessControlConfig}). */
  public enum Signing {
    NEVER,
    ALWAYS,
    /** Signed unless the viewer sent an {@code Authorization} header that is forwarded. */
    NO_OVERRIDE
  }
}
