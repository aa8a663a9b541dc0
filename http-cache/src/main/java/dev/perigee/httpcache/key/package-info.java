/**
 * Which requests are answered by the same cached object. Start with {@link
 * dev.perigee.httpcache.key.CacheKeyRecipe}.
 */
@NullMarked
package dev.perigee.httpcache.key;

import org.jspecify.annotations.NullMarked;
