package dev.perigee.router.choice;

import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.edges.Edge;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All edges as they are at a moment, ordered by what they may be chosen for. Immutable. */
public final class Fleet {

  private final List<Edge> edges;
  private final Map<PriceClass, Eligible> eligible = new EnumMap<>(PriceClass.class);

  private Fleet(List<Edge> edges) {
    this.edges = edges;
  }

  /**
   * @param priceClasses the cheapest price class that a region belongs to
   * @param fullLoad share of its processors' time from which an edge has no more to give
   */
  public static Fleet of(List<Edge> edges, Map<String, PriceClass> priceClasses, double fullLoad) {
    Fleet fleet = new Fleet(List.copyOf(edges));
    for (PriceClass wanted : PriceClass.values()) {
      Map<Tier, Map<String, List<Edge>>> tiers = new EnumMap<>(Tier.class);
      for (Edge edge : edges) {
        PriceClass own = priceClasses.getOrDefault(edge.region(), PriceClass.CLASS_100);
        Tier tier = tier(edge, own.compareTo(wanted) <= 0, fullLoad);
        tiers
            .computeIfAbsent(tier, _ -> new TreeMap<>())
            .computeIfAbsent(edge.region(), _ -> new ArrayList<>())
            .add(edge);
      }
      tiers.entrySet().stream()
          .findFirst()
          .ifPresent(best -> fleet.eligible.put(wanted, eligible(best.getKey(), best.getValue())));
    }
    return fleet;
  }

  private static Tier tier(Edge edge, boolean inClass, double fullLoad) {
    return switch (edge.standing()) {
      case SILENT -> Tier.SILENT;
      case OUT_OF_TOUCH -> Tier.OUT_OF_TOUCH;
      case HEALTHY -> {
        if (!inClass) {
          yield Tier.OUT_OF_CLASS;
        }
        yield edge.load() < fullLoad ? Tier.IN_CLASS : Tier.FULL;
      }
    };
  }

  private static Eligible eligible(Tier tier, Map<String, List<Edge>> byRegion) {
    return new Eligible(
        tier,
        byRegion.entrySet().stream()
            .map(entry -> new Location(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** The best tier that has edges; null where there is no edge at all. */
  @Nullable Eligible eligible(PriceClass priceClass) {
    return eligible.get(priceClass);
  }

  /** Every edge that has not said that it left, by id. */
  public List<Edge> edges() {
    return edges;
  }
}
