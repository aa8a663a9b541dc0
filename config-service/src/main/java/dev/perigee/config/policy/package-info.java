/**
 * Cache policies, origin request policies and response headers policies: those that AWS manages
 * under the ids that AWS gave them, Perigee's own, and those of accounts.
 *
 * <p>{@link dev.perigee.config.policy.Policies} keeps one kind of them; each kind has its
 * operations, its rules and its managed policies.
 */
@NullMarked
package dev.perigee.config.policy;

import org.jspecify.annotations.NullMarked;
