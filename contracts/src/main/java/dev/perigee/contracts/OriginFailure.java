package dev.perigee.contracts;

/**
 * Why an origin gave no usable answer, in the words of CloudFront's access log ({@code
 * x-edge-detailed-result-type}).
 */
public enum OriginFailure {
  /** The origin's name has no address, or the look-up failed. */
  OriginDnsError(502),
  /** No connection within the attempts and time limits. */
  OriginConnectError(502),
  /** The connection broke before the response's head was complete. */
  OriginCommError(502),
  /** The response's head did not come in time. */
  OriginReadTimeout(504),
  /** What came is not HTTP, or breaks its framing. */
  OriginInvalidResponseError(502),
  /** The response's headers are larger than 32,768 bytes. */
  OriginHeaderTooBigError(502),
  /** The origin's address is in a network that is closed to tenants. */
  OriginAddressRefused(502),
  /** The path has {@code .} or {@code ..} segments, which could lead out of the bucket. */
  OriginPathRefused(400),
  /** The request is to be signed, and the operator has given no credentials for the endpoint. */
  OriginCredentialsMissing(502),
  /** origin-service does not hold the origin's definition (yet). */
  OriginUnknown(503),
  /** Too many requests to this origin are under way. */
  OriginBusy(503);

  private final int status;

  OriginFailure(int status) {
    this.status = status;
  }

  /** The HTTP status that a viewer gets for it. */
  public int status() {
    return status;
  }
}
