/**
 * Whether and for how long a response may be kept. Start with {@link
 * dev.perigee.httpcache.freshness.FreshnessRules}.
 */
@NullMarked
package dev.perigee.httpcache.freshness;

import org.jspecify.annotations.NullMarked;
