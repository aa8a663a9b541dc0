package dev.perigee.local.supervise;

import dev.perigee.local.process.Signal;
import java.util.List;
import java.util.Set;

/**
 * What a part is.
 *
 * @param name unique in the suite
 * @param address where to reach it, as shown to people
 * @param ports all that it listens on
 * @param after the parts that must be ready before this one starts for the first time
 * @param uses the parts that stop only after this one
 * @param stopSignal asks it to end
 */
public record PartDefinition(
    String name,
    String address,
    List<ListeningPort> ports,
    Set<String> after,
    Set<String> uses,
    Preparation preparation,
    Probe probe,
    Signal stopSignal) {}
