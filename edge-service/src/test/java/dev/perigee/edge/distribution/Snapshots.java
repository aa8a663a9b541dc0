package dev.perigee.edge.distribution;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Selection;
import dev.perigee.contracts.ViewerRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Plain distributions for tests: one origin, and a policy with nothing in the key but the path. */
public final class Snapshots {

  public static final Origin ORIGIN =
      new Origin(
          "o1",
          "fp1",
          Origin.Kind.HTTP,
          "origin.example.org",
          "",
          List.of(),
          Origin.Protocol.HTTP_ONLY,
          80,
          443,
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          null,
          List.of("TLSv1.2"),
          Origin.AddressFamily.IPV4,
          null,
          Origin.Signing.NEVER);

  private Snapshots() {}

  /** A distribution {@code id} at {@code id.example.net}, in lower case. */
  public static DistributionSnapshot distribution(
      String id, List<String> aliases, Behavior... behaviors) {
    return revision(1, id, aliases, behaviors);
  }

  static DistributionSnapshot revision(
      long revision, String id, List<String> aliases, Behavior... behaviors) {
    return new DistributionSnapshot(
        DistributionSnapshot.SCHEMA,
        id,
        revision,
        "000000000000",
        id.toLowerCase(Locale.ROOT) + ".example.net",
        aliases,
        true,
        "index.html",
        false,
        null,
        ViewerRules.DEFAULT,
        Reporting.NONE,
        null,
        List.of(ORIGIN),
        List.of(),
        List.of(behaviors),
        List.of());
  }

  public static Behavior behavior(String pattern, CachePolicy policy) {
    return behavior(pattern, policy, Forwarding.NOTHING);
  }

  public static Behavior behavior(String pattern, CachePolicy policy, Forwarding forwarding) {
    return new Behavior(
        pattern,
        ORIGIN.id(),
        ViewerProtocol.ALLOW_ALL,
        List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"),
        List.of("GET", "HEAD"),
        policy,
        forwarding,
        false,
        List.of(),
        null,
        null);
  }

  public static CachePolicy policy() {
    return policy(Selection.NONE, Selection.NONE, Selection.NONE);
  }

  public static CachePolicy policy(Selection headers, Selection cookies, Selection queryStrings) {
    return policy(headers, cookies, queryStrings, Duration.ofDays(365), false);
  }

  public static CachePolicy policy(
      Selection headers,
      Selection cookies,
      Selection queryStrings,
      Duration maxTtl,
      boolean compress) {
    return new CachePolicy(
        "p",
        Semantics.CLOUDFRONT,
        Duration.ZERO,
        maxTtl.isZero() ? Duration.ZERO : Duration.ofDays(1),
        maxTtl,
        headers,
        List.of(),
        cookies,
        queryStrings,
        compress,
        compress);
  }

  public static Distribution compiled(DistributionSnapshot snapshot) {
    return Distribution.compile(snapshot);
  }
}
