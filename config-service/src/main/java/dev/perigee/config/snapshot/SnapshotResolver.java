package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.Reporting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * Resolves a whole distribution. Pure: the same configuration and catalogue give the same snapshot.
 */
public final class SnapshotResolver {

  private static final int MAX_ORIGINS = 100;
  private static final int MAX_BEHAVIORS = 75;
  private static final int MAX_COMMENT_CHARACTERS = 128;
  private static final int MAX_ROOT_OBJECT_CHARACTERS = 255;

  private final String domain;

  /**
   * Makes one.
   *
   * @param domain under which every distribution has its own name, lower case
   */
  public SnapshotResolver(String domain) {
    this.domain = domain;
  }

  /**
   * Resolves a configuration that the service model allows.
   *
   * @throws ApiException for the first setting that cannot be put in force
   */
  public DistributionSnapshot resolve(
      Identity identity, DistributionConfig config, Catalogue catalogue) {
    NotSupportedYet.check(config);
    Limits.count(
        "InvalidArgument", "Comment characters", config.comment().length(), MAX_COMMENT_CHARACTERS);
    Map<String, Origin> origins = origins(identity.id(), config, catalogue);
    List<OriginGroup> groups =
        OriginGroupRules.resolve(config.originGroups(), origins.keySet()).stream()
            .map(group -> Fingerprints.add(identity.id(), group, origins))
            .toList();
    Set<String> targets = new HashSet<>(origins.keySet());
    groups.forEach(group -> targets.add(group.id()));
    List<Behavior> behaviors = behaviors(config, targets, catalogue);
    OriginGroupRules.checkMethods(behaviors, groups);
    ForwardedHeaderRules.check(behaviors, List.copyOf(origins.values()), groups);
    return new DistributionSnapshot(
        DistributionSnapshot.SCHEMA,
        identity.id(),
        identity.revision(),
        identity.account(),
        identity.domainName(),
        AliasRules.resolve(config.aliases(), domain),
        config.enabled(),
        rootObject(config.defaultRootObject()),
        Boolean.TRUE.equals(config.staging()),
        StagingRules.resolve(config, catalogue),
        ViewerResolver.resolve(config),
        new Reporting(
            AccessLogRules.resolve(config.logging()), catalogue.hasDetailedMetrics(identity.id())),
        CacheTagRules.resolve(config.cacheTagConfig()),
        List.copyOf(origins.values()),
        groups,
        behaviors,
        ErrorRules.resolve(config.customErrorResponses()));
  }

  private Map<String, Origin> origins(String id, DistributionConfig config, Catalogue catalogue) {
    Limits.count("TooManyOrigins", "Origins", config.origins().items().size(), MAX_ORIGINS);
    OriginResolver resolver = new OriginResolver(id, catalogue);
    Map<String, Origin> origins = new LinkedHashMap<>();
    for (var origin : config.origins().items()) {
      String path = "Origins[" + origin.id() + "]";
      if (origin.id().isEmpty()) {
        throw ApiException.invalidArgument("Origins: an origin's Id is empty");
      }
      if (origins.put(origin.id(), resolver.resolve(path, origin)) != null) {
        throw ApiException.invalidArgument(path + " is there more than once");
      }
    }
    return origins;
  }

  private List<Behavior> behaviors(
      DistributionConfig config, Set<String> targets, Catalogue catalogue) {
    BehaviorResolver resolver = new BehaviorResolver(targets, catalogue);
    List<CacheBehavior> ordered =
        config.cacheBehaviors() == null ? List.of() : config.cacheBehaviors().items();
    Limits.count("TooManyCacheBehaviors", "CacheBehaviors", ordered.size(), MAX_BEHAVIORS);
    List<Behavior> behaviors = new ArrayList<>();
    Set<String> patterns = new HashSet<>();
    for (CacheBehavior behavior : ordered) {
      String path = "CacheBehaviors[" + behavior.pathPattern() + "]";
      behaviors.add(resolver.resolve(path, behavior));
      if (!patterns.add(withSlash(behavior.pathPattern()))) {
        throw ApiException.invalidArgument(path + " is there more than once");
      }
    }
    behaviors.add(
        resolver.resolve(
            "DefaultCacheBehavior", Behaviors.fromDefault(config.defaultCacheBehavior())));
    return behaviors;
  }

  /** A leading slash in a pattern is implied. */
  private static String withSlash(String pattern) {
    return pattern.startsWith("/") || pattern.startsWith("*") ? pattern : "/" + pattern;
  }

  private static String rootObject(@Nullable String object) {
    if (object == null) {
      return "";
    }
    if (object.startsWith("/")
        || object.length() > MAX_ROOT_OBJECT_CHARACTERS
        || object.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '?' || c == '#')) {
      throw new ApiException(
          "InvalidDefaultRootObject",
          "DefaultRootObject: "
              + object
              + " (expected: URL-encoded, without a slash at its beginning, at most 255"
              + " characters)");
    }
    return object;
  }
}
