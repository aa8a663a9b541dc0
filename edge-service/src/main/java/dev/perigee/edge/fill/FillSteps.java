package dev.perigee.edge.fill;

import dev.perigee.edge.grid.Grid;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.MemoryStore;

/** What every fill needs. */
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
    int windowBytes) {}
