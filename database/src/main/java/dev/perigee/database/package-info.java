/** What services that keep their data in PostgreSQL have in common. */
@NullMarked
package dev.perigee.database;

import org.jspecify.annotations.NullMarked;
