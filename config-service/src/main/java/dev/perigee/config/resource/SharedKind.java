package dev.perigee.config.resource;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of resources that only so many distributions may use at a time, each with CloudFront's
 * word for one distribution too many.
 */
enum SharedKind {
  CACHE_POLICY(ResourceKind.CACHE_POLICY, "TooManyDistributionsAssociatedToCachePolicy"),
  ORIGIN_REQUEST_POLICY(
      ResourceKind.ORIGIN_REQUEST_POLICY, "TooManyDistributionsAssociatedToOriginRequestPolicy"),
  RESPONSE_HEADERS_POLICY(
      ResourceKind.RESPONSE_HEADERS_POLICY,
      "TooManyDistributionsAssociatedToResponseHeadersPolicy"),
  ORIGIN_ACCESS_CONTROL(
      ResourceKind.ORIGIN_ACCESS_CONTROL, "TooManyDistributionsAssociatedToOriginAccessControl"),
  KEY_GROUP(ResourceKind.KEY_GROUP, "TooManyDistributionsAssociatedToKeyGroup");

  /** How many distributions may use one resource unless the operator says otherwise. */
  static final int DEFAULT_QUOTA = 100;

  private final ResourceKind kind;
  private final String tooMany;

  SharedKind(ResourceKind kind, String tooMany) {
    this.kind = kind;
    this.tooMany = tooMany;
  }

  /** Empty where any number of distributions may use a resource of the kind. */
  static Optional<SharedKind> of(ResourceKind kind) {
    return Arrays.stream(values()).filter(each -> each.kind == kind).findFirst();
  }

  /** What its quota is called in the settings. */
  String quotaName() {
    return "distributions-per-" + kind.path();
  }

  String tooMany() {
    return tooMany;
  }
}
