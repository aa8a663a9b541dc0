/**
 * The origins that edges may ask for: {@link dev.perigee.origin.catalog.OriginCatalog} knows them,
 * {@link dev.perigee.origin.catalog.CatalogFollower} keeps it up to date and on disk.
 */
@NullMarked
package dev.perigee.origin.catalog;

import org.jspecify.annotations.NullMarked;
