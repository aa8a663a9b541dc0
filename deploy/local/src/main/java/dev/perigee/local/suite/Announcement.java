package dev.perigee.local.suite;

import java.util.ArrayList;
import java.util.List;

/** What the person who started the suite sees once it is up. */
final class Announcement {

  private Announcement() {}

  static List<String> of(Endpoints endpoints) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("  CloudFront API   " + endpoints.api());
    for (Endpoints.Edge edge : endpoints.edges()) {
      lines.add("  %-16s %s, %s".formatted(edge.id(), edge.http(), edge.https()));
    }
    lines.add(
        "  Router           " + endpoints.router().http() + ", DNS " + endpoints.router().dns());
    lines.add("");
    lines.add("Try it from another terminal:");
    lines.add("");
    lines.add("  eval \"$(./perigee env)\"");
    lines.add(
        "  aws cloudfront create-distribution --endpoint-url "
            + endpoints.api()
            + " --origin-domain-name example.com");
    lines.add("  curl -i -H 'Host: <DomainName>' " + endpoints.edges().getFirst().http() + "/");
    lines.add("");
    return List.copyOf(lines);
  }
}
