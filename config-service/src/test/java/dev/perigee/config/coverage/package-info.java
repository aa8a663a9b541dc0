/**
 * The proof that what the API accepts is in force: every setting of the service model is tried on
 * the running service, and what becomes of it is read from the published snapshot.
 *
 * <p>Start with {@link dev.perigee.config.coverage.AcceptedMeansEnforcedIT}.
 */
@NullMarked
package dev.perigee.config.coverage;

import org.jspecify.annotations.NullMarked;
