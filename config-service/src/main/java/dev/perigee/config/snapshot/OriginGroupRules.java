package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.OriginGroup.SelectionCriteria;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroups;

/** Groups of two origins, of which the second answers where the first cannot. */
final class OriginGroupRules {

  private static final int MAX_GROUPS = 10;
  private static final int MEMBERS = 2;
  private static final Set<Integer> STATUSES = Set.of(400, 403, 404, 416, 429, 500, 502, 503, 504);
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private OriginGroupRules() {}

  static List<dev.perigee.contracts.OriginGroup> resolve(
      @Nullable OriginGroups groups, Set<String> originIds) {
    if (groups == null || !groups.hasItems()) {
      return List.of();
    }
    Limits.count(
        "TooManyOriginGroupsPerDistribution", "OriginGroups", groups.items().size(), MAX_GROUPS);
    List<dev.perigee.contracts.OriginGroup> resolved = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (OriginGroup group : groups.items()) {
      String path = "OriginGroups[" + group.id() + "]";
      if (group.id().isEmpty()) {
        throw ApiException.invalidArgument("OriginGroups: a group's Id is empty");
      }
      if (originIds.contains(group.id())) {
        throw ApiException.invalidArgument(path + ".Id: an origin has the same");
      }
      if (!ids.add(group.id())) {
        throw ApiException.invalidArgument(path + " is there more than once");
      }
      resolved.add(resolve(path, group, originIds));
    }
    return resolved;
  }

  /** Refuses behaviours that could ask a second origin for what the first may have done. */
  static void checkMethods(
      List<Behavior> behaviors, List<dev.perigee.contracts.OriginGroup> groups) {
    for (Behavior behavior : behaviors) {
      boolean byGroup = groups.stream().anyMatch(group -> group.id().equals(behavior.originId()));
      if (byGroup && !METHODS.containsAll(behavior.allowedMethods())) {
        throw ApiException.invalidArgument(
            "The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached"
                + " behavior associated with an origin group: "
                + behavior.pathPattern()
                + " targets "
                + behavior.originId());
      }
    }
  }

  private static dev.perigee.contracts.OriginGroup resolve(
      String path, OriginGroup group, Set<String> originIds) {
    List<String> members =
        group.members().items().stream().map(member -> member.originId()).toList();
    if (members.size() != MEMBERS || members.getFirst().equals(members.getLast())) {
      throw ApiException.invalidArgument(
          path + ".Members: " + members + " (expected: two different origins)");
    }
    for (String member : members) {
      if (!originIds.contains(member)) {
        throw new ApiException("NoSuchOrigin", path + ".Members: there is no origin " + member);
      }
    }
    return new dev.perigee.contracts.OriginGroup(
        group.id(),
        null,
        members.getFirst(),
        members.getLast(),
        statuses(path, group),
        selection(path, group));
  }

  private static List<Integer> statuses(String path, OriginGroup group) {
    List<Integer> statuses = group.failoverCriteria().statusCodes().items();
    Set<Integer> found = Set.copyOf(statuses);
    if (found.isEmpty() || found.size() != statuses.size() || !STATUSES.containsAll(found)) {
      throw ApiException.invalidArgument(
          path
              + ".FailoverCriteria.StatusCodes: "
              + statuses
              + " (expected: some of "
              + STATUSES.stream().sorted().toList()
              + ", each once)");
    }
    return statuses.stream().sorted().toList();
  }

  private static SelectionCriteria selection(String path, OriginGroup group) {
    if (group.selectionCriteria() == null) {
      return SelectionCriteria.DEFAULT;
    }
    return switch (group.selectionCriteria()) {
      case DEFAULT -> SelectionCriteria.DEFAULT;
      case MEDIA_QUALITY_BASED -> SelectionCriteria.MEDIA_QUALITY;
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal(path + ".SelectionCriteria");
    };
  }
}
