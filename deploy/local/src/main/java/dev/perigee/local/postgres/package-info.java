/**
 * The PostgreSQL server of the local suite: {@link dev.perigee.local.postgres.PostgresBinaries}
 * unpacks it, {@link dev.perigee.local.postgres.PostgresCluster} makes and describes its data.
 */
@NullMarked
package dev.perigee.local.postgres;

import org.jspecify.annotations.NullMarked;
