/** The database underneath: its schema, and how its absence shows. */
@NullMarked
package dev.perigee.config.storage;

import org.jspecify.annotations.NullMarked;
