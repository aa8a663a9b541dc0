/**
 * Cache policies and origin request policies: those that AWS manages under the ids that AWS gave
 * them, and Perigee's own.
 */
@NullMarked
package dev.perigee.config.policy;

import org.jspecify.annotations.NullMarked;
