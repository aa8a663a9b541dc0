/**
 * The protocol of invalidation as a model of states and steps, and a search through all of them.
 * {@code docs/invalidation.md} tells it in words. Start with {@link
 * dev.perigee.edge.invalidation.model.State}, then {@link
 * dev.perigee.edge.invalidation.model.Search}.
 */
@NullMarked
package dev.perigee.edge.invalidation.model;

import org.jspecify.annotations.NullMarked;
