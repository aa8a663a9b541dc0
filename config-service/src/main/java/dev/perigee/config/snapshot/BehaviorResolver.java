package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.ResponseHeaders;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;

/** Resolves one behaviour. */
final class BehaviorResolver {

  private static final Pattern PATH_PATTERN = Pattern.compile("[A-Za-z0-9_.*$/~\"'@:+&?-]{1,255}");
  private static final List<String> GET_HEAD = List.of("GET", "HEAD");
  private static final List<Set<String>> ALLOWED =
      List.of(
          Set.of("GET", "HEAD"),
          Set.of("GET", "HEAD", "OPTIONS"),
          Set.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"));
  private static final List<Set<String>> CACHED =
      List.of(Set.of("GET", "HEAD"), Set.of("GET", "HEAD", "OPTIONS"));

  private final Set<String> targets;
  private final Catalogue catalogue;

  BehaviorResolver(Set<String> targets, Catalogue catalogue) {
    this.targets = targets;
    this.catalogue = catalogue;
  }

  Behavior resolve(String path, CacheBehavior behavior) {
    NotSupportedYet.check(path, behavior);
    if (!PATH_PATTERN.matcher(behavior.pathPattern()).matches()) {
      throw ApiException.invalidArgument(
          path
              + ".PathPattern: "
              + behavior.pathPattern()
              + " (expected: 1 to 255 of A-Z a-z 0-9 _ - . * $ / ~ \" ' @ : + & ?)");
    }
    if (!targets.contains(behavior.targetOriginId())) {
      throw new ApiException(
          "NoSuchOrigin",
          path
              + ".TargetOriginId: there is no origin or origin group "
              + behavior.targetOriginId());
    }
    List<String> allowed = allowed(path, behavior.allowedMethods());
    List<String> cached = cached(path, behavior.allowedMethods(), allowed);
    CachePolicy cachePolicy = cachePolicy(path, behavior);
    return new Behavior(
        behavior.pathPattern(),
        behavior.targetOriginId(),
        viewerProtocol(behavior),
        allowed,
        cached,
        cachePolicy,
        forwarding(path, behavior, cachePolicy),
        Boolean.TRUE.equals(behavior.compress()),
        TrustedKeys.resolve(path + ".TrustedKeyGroups", behavior.trustedKeyGroups(), catalogue),
        responseHeaders(path, behavior),
        realtimeLog(path, behavior.realtimeLogConfigArn()));
  }

  private CachePolicy cachePolicy(String path, CacheBehavior behavior) {
    String id = behavior.cachePolicyId();
    if (!present(id)) {
      if (behavior.forwardedValues() == null) {
        throw ApiException.invalidArgument(
            path + ": expected either CachePolicyId or ForwardedValues");
      }
      return LegacyForwarding.cachePolicy(path, behavior, behavior.forwardedValues());
    }
    if (behavior.forwardedValues() != null) {
      throw ApiException.invalidArgument(
          "The parameter ForwardedValues cannot be used when a cache policy is associated to the"
              + " cache behavior.");
    }
    if (behavior.minTTL() != null || behavior.defaultTTL() != null || behavior.maxTTL() != null) {
      throw ApiException.invalidArgument(
          path + ": MinTTL, DefaultTTL and MaxTTL cannot be used with a cache policy");
    }
    return PolicyResolver.cachePolicy(
        path + ".CachePolicyId",
        id,
        catalogue
            .cachePolicy(id)
            .orElseThrow(() ->
                new ApiException(
                    "NoSuchCachePolicy", path + ".CachePolicyId: there is no cache policy " + id)));
  }

  private Forwarding forwarding(String path, CacheBehavior behavior, CachePolicy cachePolicy) {
    String id = behavior.originRequestPolicyId();
    if (!present(id)) {
      return behavior.forwardedValues() == null
          ? PolicyResolver.forwardingOf(cachePolicy)
          : LegacyForwarding.forwarding(behavior.forwardedValues());
    }
    String member = path + ".OriginRequestPolicyId";
    if (behavior.forwardedValues() != null) {
      throw ApiException.invalidArgument(member + ": expected only with a CachePolicyId");
    }
    if (cachePolicy.semantics() == CachePolicy.Semantics.RFC9111) {
      throw ApiException.invalidArgument(
          member + ": the cache policy Perigee-RFC9111 forwards every viewer header by itself");
    }
    return PolicyResolver.forwarding(
        member,
        catalogue
            .originRequestPolicy(id)
            .orElseThrow(() ->
                new ApiException(
                    "NoSuchOriginRequestPolicy",
                    member + ": there is no origin request policy " + id)));
  }

  private @Nullable ResponseHeaders responseHeaders(String path, CacheBehavior behavior) {
    String id = behavior.responseHeadersPolicyId();
    if (!present(id)) {
      return null;
    }
    String member = path + ".ResponseHeadersPolicyId";
    return ResponseHeadersResolver.resolve(
        member,
        id,
        catalogue
            .responseHeadersPolicy(id)
            .orElseThrow(() ->
                new ApiException(
                    "NoSuchResponseHeadersPolicy",
                    member + ": there is no response headers policy " + id)));
  }

  private @Nullable RealtimeLog realtimeLog(String path, @Nullable String arn) {
    if (arn == null || arn.isEmpty()) {
      return null;
    }
    return catalogue
        .realtimeLogConfig(arn)
        .orElseThrow(() ->
            new ApiException(
                "NoSuchRealtimeLogConfig",
                path + ".RealtimeLogConfigArn: there is no real-time log configuration " + arn));
  }

  private static List<String> allowed(String path, @Nullable AllowedMethods methods) {
    if (methods == null) {
      return GET_HEAD;
    }
    return methods(path + ".AllowedMethods", methods.itemsAsStrings(), ALLOWED);
  }

  private static List<String> cached(
      String path, @Nullable AllowedMethods methods, List<String> allowed) {
    if (methods == null || methods.cachedMethods() == null) {
      return GET_HEAD;
    }
    String member = path + ".AllowedMethods.CachedMethods";
    List<String> cached = methods(member, methods.cachedMethods().itemsAsStrings(), CACHED);
    if (!allowed.containsAll(cached)) {
      throw ApiException.invalidArgument(
          member + ": " + cached + " (expected: some of AllowedMethods " + allowed + ")");
    }
    return cached;
  }

  private static List<String> methods(
      String member, List<String> methods, List<Set<String>> possible) {
    Set<String> found = Set.copyOf(methods);
    if (found.size() != methods.size() || !possible.contains(found)) {
      throw ApiException.invalidArgument(
          member + ": " + methods + " (expected: one of " + described(possible) + ")");
    }
    return methods.stream().sorted().toList();
  }

  private static String described(List<Set<String>> possible) {
    return possible.stream().map(set -> set.stream().sorted().toList()).toList().toString();
  }

  private static ViewerProtocol viewerProtocol(CacheBehavior behavior) {
    return switch (behavior.viewerProtocolPolicy()) {
      case ALLOW_ALL -> ViewerProtocol.ALLOW_ALL;
      case HTTPS_ONLY -> ViewerProtocol.HTTPS_ONLY;
      case REDIRECT_TO_HTTPS -> ViewerProtocol.REDIRECT_TO_HTTPS;
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal("ViewerProtocolPolicy");
    };
  }

  private static boolean present(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
