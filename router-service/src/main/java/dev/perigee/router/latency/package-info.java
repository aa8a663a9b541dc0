/** What the edges have measured of the way to clients' networks. */
@NullMarked
package dev.perigee.router.latency;

import org.jspecify.annotations.NullMarked;
