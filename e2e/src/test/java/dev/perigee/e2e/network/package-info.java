/**
 * Client networks on this machine that are as far from the edges as wished: {@link
 * dev.perigee.e2e.network.DelayedNetworks}.
 */
@NullMarked
package dev.perigee.e2e.network;

import org.jspecify.annotations.NullMarked;
