package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyContentSecurityPolicy;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyStrictTransportSecurity;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyXSSProtection;

/** Writes the values of the headers that guard a site's visitors. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static List<SetHeader> resolve(String path, ResponseHeadersPolicySecurityHeadersConfig config) {
    List<SetHeader> headers = new ArrayList<>();
    Optional.ofNullable(config.strictTransportSecurity())
        .map(header -> strictTransport(path + ".StrictTransportSecurity", header))
        .ifPresent(headers::add);
    Optional.ofNullable(config.contentTypeOptions())
        .map(header -> new SetHeader("X-Content-Type-Options", "nosniff", header.override()))
        .ifPresent(headers::add);
    Optional.ofNullable(config.frameOptions())
        .map(header ->
            new SetHeader("X-Frame-Options", header.frameOptionAsString(), header.override()))
        .ifPresent(headers::add);
    Optional.ofNullable(config.xssProtection())
        .map(header -> xssProtection(path + ".XSSProtection", header))
        .ifPresent(headers::add);
    Optional.ofNullable(config.referrerPolicy())
        .map(header ->
            new SetHeader("Referrer-Policy", header.referrerPolicyAsString(), header.override()))
        .ifPresent(headers::add);
    Optional.ofNullable(config.contentSecurityPolicy())
        .map(header -> contentSecurity(path + ".ContentSecurityPolicy", header))
        .ifPresent(headers::add);
    return headers;
  }

  private static SetHeader strictTransport(
      String path, ResponseHeadersPolicyStrictTransportSecurity header) {
    int seconds = header.accessControlMaxAgeSec();
    if (seconds < 0) {
      throw ApiException.invalidArgument(
          path + ".AccessControlMaxAgeSec: " + seconds + " (expected: >= 0)");
    }
    return new SetHeader(
        "Strict-Transport-Security",
        "max-age="
            + seconds
            + (Boolean.TRUE.equals(header.includeSubdomains()) ? "; includeSubDomains" : "")
            + (Boolean.TRUE.equals(header.preload()) ? "; preload" : ""),
        header.override());
  }

  private static SetHeader xssProtection(String path, ResponseHeadersPolicyXSSProtection header) {
    boolean block = Boolean.TRUE.equals(header.modeBlock());
    String report = header.reportUri() == null ? "" : header.reportUri();
    ResponseHeaderNames.checkValue(path + ".ReportUri", report);
    if (block && !report.isEmpty()) {
      throw ApiException.invalidArgument(
          path + ".ReportUri: " + report + " (expected: none, since ModeBlock is true)");
    }
    if (!header.protection() && (block || !report.isEmpty())) {
      throw ApiException.invalidArgument(
          path + ": expected neither ModeBlock nor ReportUri, since Protection is false");
    }
    String value =
        (header.protection() ? "1" : "0")
            + (block ? "; mode=block" : "")
            + (report.isEmpty() ? "" : "; report=" + report);
    return new SetHeader("X-XSS-Protection", value, header.override());
  }

  private static SetHeader contentSecurity(
      String path, ResponseHeadersPolicyContentSecurityPolicy header) {
    String value = header.contentSecurityPolicy();
    if (value.length() > ResponseHeaderNames.MAX_VALUE_CHARACTERS) {
      throw new ApiException(
          "TooLongCSPInResponseHeadersPolicy",
          path
              + ": "
              + value.length()
              + " characters (expected: <= "
              + ResponseHeaderNames.MAX_VALUE_CHARACTERS
              + ")");
    }
    if (value.isBlank()) {
      throw ApiException.invalidArgument(path + ".ContentSecurityPolicy is empty");
    }
    ResponseHeaderNames.checkValue(path, value);
    return new SetHeader("Content-Security-Policy", value.strip(), header.override());
  }
}
