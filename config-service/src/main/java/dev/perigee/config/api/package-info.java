/**
 * The API's front: one HTTP resource, one dispatcher, the APIs that share the port, one table of
 * operations.
 *
 * <p>{@link dev.perigee.config.api.Dispatcher} reads as the list of steps of every request. A
 * family of operations is added by a class that implements {@link
 * dev.perigee.config.api.OperationFamily}; nothing else has to be changed. What has no family yet
 * is refused by name.
 */
@NullMarked
package dev.perigee.config.api;

import org.jspecify.annotations.NullMarked;
