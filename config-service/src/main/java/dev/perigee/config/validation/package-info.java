/**
 * Checks that hold for every operation, from the service model: what is required, allowed values,
 * lengths, patterns, and quantities that agree with their items.
 */
@NullMarked
package dev.perigee.config.validation;

import org.jspecify.annotations.NullMarked;
