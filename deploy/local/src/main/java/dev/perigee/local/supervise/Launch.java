package dev.perigee.local.supervise;

import java.util.List;
import java.util.Map;

/**
 * A process to be started.
 *
 * @param environment added to the supervisor's own
 */
public record Launch(List<String> command, Map<String, String> environment) {}
