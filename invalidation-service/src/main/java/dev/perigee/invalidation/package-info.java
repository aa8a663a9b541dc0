/**
 * Invalidation batches: accepted, stored, published in order, and completed once every live edge
 * has applied them.
 *
 * <p>A batch's life is a row of the table {@code batch}: {@link dev.perigee.invalidation.Intake}
 * has it stored with others that come with it, {@link dev.perigee.invalidation.BatchOutbox} has it
 * published and notes its offset, {@link dev.perigee.invalidation.Completion} compares that offset
 * with what the edges report. Each step can be repeated, so that a crash between any two loses
 * nothing. Start at {@link dev.perigee.invalidation.InvalidationResource}.
 */
@NullMarked
package dev.perigee.invalidation;

import org.jspecify.annotations.NullMarked;
