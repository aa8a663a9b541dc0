/**
 * Who changed what, when, from which version to which.
 *
 * <p>Whoever changes something tells {@link dev.perigee.config.audit.Audit} within its transaction;
 * who asked for it is the {@link dev.perigee.config.audit.Attempt} under way, which the API's front
 * sets. What is refused is told to {@link dev.perigee.config.audit.RefusalLog}.
 */
@NullMarked
package dev.perigee.config.audit;

import org.jspecify.annotations.NullMarked;
