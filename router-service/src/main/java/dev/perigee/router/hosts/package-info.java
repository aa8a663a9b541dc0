/**
 * Which hosts are distributions': {@link dev.perigee.router.hosts.HostRegistry}, kept by {@link
 * dev.perigee.router.hosts.HostFollower}.
 */
@NullMarked
package dev.perigee.router.hosts;

import org.jspecify.annotations.NullMarked;
