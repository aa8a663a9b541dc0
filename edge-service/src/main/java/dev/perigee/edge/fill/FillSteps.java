package dev.perigee.edge.fill;

import dev.perigee.edge.grid.Grid;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.prefetch.Prefetching;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.MemoryStore;

/**
 * What every fill needs.
 *
 * @param maxObjectBytes longest object that is kept in one piece
 * @param maxGridObjectBytes longest object whose slices the grid is asked for and given
 */
record FillSteps(
    MemoryStore memory,
    BodyMemory bodies,
    Grid grid,
    Origin origin,
    FetchCeiling ceiling,
    Invalidations invalidations,
    Lease lease,
    Compression compression,
    FillBudget budget,
    int maxObjectBytes,
    long maxGridObjectBytes,
    int windowBytes,
    Prefetching prefetching) {}
