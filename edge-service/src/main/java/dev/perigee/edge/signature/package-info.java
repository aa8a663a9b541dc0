/**
 * Signed URLs and signed cookies (cloudfront.md, A10). Start with {@link
 * dev.perigee.edge.signature.SignedRequests}.
 */
@NullMarked
package dev.perigee.edge.signature;

import org.jspecify.annotations.NullMarked;
