package dev.perigee.origin.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Where an origin's requests go, and how they are addressed there.
 *
 * @param tls whether TLS is spoken
 * @param connectHost name or address literal to look up and connect to
 * @param port port to connect to
 * @param authority the origin's own {@code Host} header
 * @param pathPrefix in front of every path: the bucket, where it is addressed so, and the origin's
 *     path; empty or with a leading and without a trailing slash
 * @param confined whether the prefix is a border that a path must not climb over
 * @param operatorsOwn whether the operator named the endpoint, so that its address may be private
 * @param signer signs the requests; null where the origin's are not signed
 */
public record Destination(
    boolean tls,
    String connectHost,
    int port,
    String authority,
    String pathPrefix,
    boolean confined,
    boolean operatorsOwn,
    @Nullable RequestSigner signer) {

  /** The name that the server's certificate must have: the authority without its port. */
  public String name() {
    int colon = authority.lastIndexOf(':');
    boolean port = colon >= 0 && colon > authority.lastIndexOf(']');
    return port ? authority.substring(0, colon) : authority;
  }
}
