/**
 * What a response headers policy does to responses on their way to viewers. Start with {@link
 * dev.perigee.edge.headers.ResponseHeaderRules}.
 */
@NullMarked
package dev.perigee.edge.headers;

import org.jspecify.annotations.NullMarked;
