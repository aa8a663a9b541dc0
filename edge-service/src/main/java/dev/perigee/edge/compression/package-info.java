/**
 * Compressing what origins did not, on the way into the cache (cloudfront.md, A6). Start with
 * {@link dev.perigee.edge.compression.Compressions}.
 */
@NullMarked
package dev.perigee.edge.compression;

import org.jspecify.annotations.NullMarked;
