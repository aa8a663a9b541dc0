/**
 * Routing by DNS, with authority for the domain of the distributions: {@link
 * dev.perigee.router.dns.Zone} says what there is, {@link dev.perigee.router.dns.DnsResponder}
 * speaks the protocol, {@link dev.perigee.router.dns.DnsListener} the datagrams.
 */
@NullMarked
package dev.perigee.router.dns;

import org.jspecify.annotations.NullMarked;
