package dev.perigee.router.latency;

import java.util.List;

/** A place where edges stand: from a client, all are equally far. */
public interface Site {

  String region();

  /** The edges there, 1 or more. */
  List<String> edgeIds();
}
