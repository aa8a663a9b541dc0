/**
 * Functions: their code and configuration, in the two stages that each may have. What is made or
 * changed is in the stage {@code DEVELOPMENT}; publishing copies it to {@code LIVE}, from where
 * behaviours take it.
 *
 * <p>{@link dev.perigee.config.function.FunctionOperations} is the API's view; {@link
 * dev.perigee.config.function.Functions} makes the changes, each in one transaction.
 */
@NullMarked
package dev.perigee.config.function;

import org.jspecify.annotations.NullMarked;
