/**
 * From an origin's definition to where its requests go and how they are signed.
 *
 * <p>Start with {@link dev.perigee.origin.endpoint.Endpoints}; what it yields, a {@link
 * dev.perigee.origin.endpoint.Destination}, is all that a fetch needs to know of an endpoint.
 */
@NullMarked
package dev.perigee.origin.endpoint;

import org.jspecify.annotations.NullMarked;
