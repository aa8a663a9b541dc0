package dev.perigee.contracts;

/**
 * How viewers may reach a distribution, and which viewers.
 *
 * @param certificate what the distribution shows over HTTPS
 * @param http2 whether HTTP/2 is offered
 * @param ipv6 whether viewers are told IPv6 addresses
 * @param priceClass which edges viewers are sent to
 * @param geo which countries are served
 */
public record ViewerRules(
    ViewerCertificate certificate,
    boolean http2,
    boolean ipv6,
    PriceClass priceClass,
    GeoRestriction geo) {

  /** What CloudFront takes where a configuration says nothing. */
  public static final ViewerRules DEFAULT =
      new ViewerRules(ViewerCertificate.DEFAULT, true, false, PriceClass.ALL, GeoRestriction.NONE);

  /** A set of edges (CloudFront API, {@code PriceClass}). */
  public enum PriceClass {
    CLASS_100,
    CLASS_200,
    ALL
  }
}
