package dev.perigee.edge.fill;

import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.store.MemoryStore;

/** What every fill needs. */
record FillSteps(
    MemoryStore memory,
    GridStore grid,
    Origin origin,
    Invalidations invalidations,
    Lease lease,
    FillBudget budget,
    int maxObjectBytes,
    int windowBytes) {}
