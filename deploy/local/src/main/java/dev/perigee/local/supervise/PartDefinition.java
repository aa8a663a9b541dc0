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
 * @param after the parts that must be ready before this one starts, and stop only after it
 * @param stopSignal asks it to end
 */
public record PartDefinition(
    String name,
    String address,
    List<ListeningPort> ports,
    Set<String> after,
    Preparation preparation,
    Probe probe,
    Signal stopSignal) {}
