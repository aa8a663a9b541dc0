package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which viewer headers a behaviour may forward to the origins that it has. */
final class ForwardedHeaderRules {

  private static final String HOST = "host";

  private ForwardedHeaderRules() {}

  static void check(List<Behavior> behaviors, List<Origin> origins, List<OriginGroup> groups) {
    for (Behavior behavior : behaviors) {
      Set<String> targets = targets(behavior, groups);
      for (Origin origin : origins) {
        if (targets.contains(origin.id())) {
          checkHost(behavior, origin);
          checkCustomHeaders(behavior, origin);
        }
      }
    }
  }

  private static Set<String> targets(Behavior behavior, List<OriginGroup> groups) {
    Set<String> targets = new HashSet<>(Set.of(behavior.originId()));
    for (OriginGroup group : groups) {
      if (group.id().equals(behavior.originId())) {
        targets.add(group.primary());
        targets.add(group.secondary());
      }
    }
    return targets;
  }

  /** S3 finds the bucket by the host. Perigee-RFC9111 is no choice of headers, but of rules. */
  private static void checkHost(Behavior behavior, Origin origin) {
    if (origin.kind() == Origin.Kind.S3
        && behavior.cachePolicy().semantics() == CachePolicy.Semantics.CLOUDFRONT
        && (selects(behavior.cachePolicy().headers(), HOST)
            || selects(behavior.forwarding().headers(), HOST))) {
      throw new ApiException(
          "InvalidHeadersForS3Origin",
          "the behavior "
              + behavior.pathPattern()
              + " forwards the header Host (expected: not to the S3 origin "
              + origin.id()
              + ")");
    }
  }

  private static void checkCustomHeaders(Behavior behavior, Origin origin) {
    for (HeaderField header : origin.customHeaders()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (names(behavior.cachePolicy().headers(), name)
          || names(behavior.forwarding().headers(), name)) {
        throw ApiException.invalidArgument(
            "The parameter Header Name with value "
                + header.name()
                + " is not allowed as both an origin custom header and a forward header.");
      }
    }
  }

  private static boolean names(Selection selection, String name) {
    return selection.mode() == Selection.Mode.ONLY && selection.names().contains(name);
  }

  private static boolean selects(Selection selection, String name) {
    return switch (selection.mode()) {
      case NONE -> false;
      case ALL -> true;
      case ONLY -> selection.names().contains(name);
      case ALL_EXCEPT -> !selection.names().contains(name);
    };
  }
}
