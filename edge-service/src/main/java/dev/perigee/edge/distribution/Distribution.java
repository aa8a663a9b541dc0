package dev.perigee.edge.distribution;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.ErrorRule;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.Staging;
import dev.perigee.edge.facts.ServedCountries;
import dev.perigee.edge.tls.TlsRules;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.invalidation.CacheTags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A distribution as requests use it. Immutable: a request takes hold of one at its start and keeps
 * it to its end.
 */
public final class Distribution {

  private final DistributionSnapshot snapshot;
  private final List<CompiledBehavior> behaviors;
  private final Map<Integer, ErrorPage> errorPages;
  private final Optional<ServedCountries> countries;
  private final TlsRules tls;

  private Distribution(
      DistributionSnapshot snapshot,
      List<CompiledBehavior> behaviors,
      Map<Integer, ErrorPage> errorPages) {
    this.snapshot = snapshot;
    this.behaviors = behaviors;
    this.errorPages = errorPages;
    this.countries = ServedCountries.of(snapshot.viewers().geo());
    this.tls = TlsRules.of(snapshot.viewers());
  }

  /**
   * @throws IllegalArgumentException where the snapshot contradicts itself
   */
  static Distribution compile(DistributionSnapshot snapshot) {
    Map<String, Origin> origins =
        snapshot.origins().stream()
            .collect(
                Collectors.toMap(
                    Origin::id,
                    Function.identity(),
                    (one, other) -> {
                      // Without the origins themselves: their headers are secret.
                      throw new IllegalArgumentException(
                          snapshot.id() + ": two origins with the id " + one.id());
                    }));
    Map<String, OriginGroup> groups =
        snapshot.originGroups().stream()
            .collect(Collectors.toMap(OriginGroup::id, Function.identity()));
    List<CompiledBehavior> behaviors =
        snapshot.behaviors().stream()
            .map(behavior -> {
              OriginGroup group = groups.get(behavior.originId());
              String id = group == null ? behavior.originId() : group.primary();
              return CompiledBehavior.of(behavior, origin(origins, id), group, snapshot);
            })
            .toList();
    if (behaviors.isEmpty()) {
      throw new IllegalArgumentException(snapshot.id() + ": no behaviors (expected: 1 or more)");
    }
    return new Distribution(snapshot, behaviors, errorPages(snapshot));
  }

  private static Map<Integer, ErrorPage> errorPages(DistributionSnapshot snapshot) {
    Map<Integer, ErrorPage> pages = new HashMap<>();
    for (ErrorRule rule : snapshot.errorRules()) {
      ErrorRule.Page page = rule.page();
      if (page != null) {
        pages.put(rule.status(), ErrorPage.of(page));
      }
    }
    return Map.copyOf(pages);
  }

  private static Origin origin(Map<String, Origin> origins, String id) {
    Origin origin = origins.get(id);
    if (origin == null) {
      throw new IllegalArgumentException(
          id + ": no such origin (expected: one of " + origins.keySet() + ")");
    }
    return origin;
  }

  public String id() {
    return snapshot.id();
  }

  long revision() {
    return snapshot.revision();
  }

  public boolean enabled() {
    return snapshot.enabled();
  }

  /** Whether viewers reach it through its primary distribution only. */
  public boolean isStaging() {
    return snapshot.isStaging();
  }

  /** The share of its requests that a staging distribution serves; null for none. */
  public @Nullable Staging staging() {
    return snapshot.staging();
  }

  /** The countries that it serves; empty for all. */
  public Optional<ServedCountries> countries() {
    return countries;
  }

  /** What holds for its viewers' connections. */
  public TlsRules tls() {
    return tls;
  }

  /** The cache tags of an origin's response, where its distribution names a header for them. */
  public List<String> tagsOf(HeaderView response) {
    String header = snapshot.cacheTagHeader();
    return header == null ? List.of() : CacheTags.of(response, header);
  }

  /** What it was made from. */
  public DistributionSnapshot snapshot() {
    return snapshot;
  }

  /** Every host name that it answers to, wildcards as they are. */
  List<String> hosts() {
    return Stream.concat(Stream.of(snapshot.domainName()), snapshot.aliases().stream()).toList();
  }

  /** The first behaviour whose pattern matches; the last one matches every path. */
  public CompiledBehavior behavior(String matchPath) {
    for (CompiledBehavior behavior : behaviors) {
      if (behavior.pattern().matches(matchPath)) {
        return behavior;
      }
    }
    return behaviors.getLast();
  }

  /** What stands in for error responses of a status; null for nothing. */
  public @Nullable ErrorPage errorPage(int status) {
    return errorPages.get(status);
  }

  /** The path of the object that a viewer asks for: {@code /} means the default root object. */
  public String objectPath(String rawPath) {
    return rawPath.equals("/") ? "/" + snapshot.defaultRootObject() : rawPath;
  }

  /**
   * The other path under which viewers reach an object, null for none.
   *
   * @param path the object's, with the query that is in the key
   */
  public @Nullable String aliasOf(String path) {
    String root = "/" + snapshot.defaultRootObject();
    if (root.length() == 1 || !path.startsWith(root)) {
      return null;
    }
    String rest = path.substring(root.length());
    return rest.isEmpty() || rest.startsWith("?") ? "/" + rest : null;
  }
}
