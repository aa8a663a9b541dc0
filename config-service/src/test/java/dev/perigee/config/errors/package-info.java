/**
 * Every error that the service model documents of a supported operation, provoked by the AWS SDK at
 * least once for its family: {@link dev.perigee.config.errors.EveryErrorIT}. What cannot be
 * provoked stands in {@link dev.perigee.config.errors.CannotOccur} with the reason.
 */
@NullMarked
package dev.perigee.config.errors;

import org.jspecify.annotations.NullMarked;
