package dev.perigee.edge.invalidation.model;

import dev.perigee.edge.store.Horizon;

/**
 * A response, in a store or on its way.
 *
 * @param horizon what it carries
 * @param since how many batches were accepted before its body's origin fetch began: the truth,
 *     which no part of the protocol reads
 */
record Copy(Horizon horizon, int since) {}
