/**
 * Host names of tenants' own, each of which belongs to one distribution among all accounts: {@link
 * dev.perigee.config.alias.Aliases} gives them out.
 */
@NullMarked
package dev.perigee.config.alias;

import org.jspecify.annotations.NullMarked;
