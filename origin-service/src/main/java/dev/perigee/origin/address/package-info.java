/**
 * From a host name to an address that may be connected to.
 *
 * <p>{@link dev.perigee.origin.address.AddressLookup} finds the addresses, {@link
 * dev.perigee.origin.address.AddressRules} says which of them a tenant's origin may have. The
 * address that was checked is the address that is connected to: a name that changes its answer
 * between the two gains nothing.
 */
@NullMarked
package dev.perigee.origin.address;

import org.jspecify.annotations.NullMarked;
