package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.Aliases;

/** Which host names a distribution may add to its own. */
final class AliasRules {

  private static final int MAX_ALIASES = 100;
  private static final Pattern ALIAS =
      Pattern.compile(
          "(?=.{1,253}$)(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9])?"
              + "(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

  private AliasRules() {}

  /** The aliases in lower case; {@code domain} and what is below it belong to Perigee. */
  static List<String> resolve(@Nullable Aliases aliases, String domain) {
    if (aliases == null || !aliases.hasItems()) {
      return List.of();
    }
    Limits.count("TooManyDistributionCNAMEs", "Aliases", aliases.items().size(), MAX_ALIASES);
    Set<String> resolved = new LinkedHashSet<>();
    for (String alias : aliases.items()) {
      String lower = alias.toLowerCase(Locale.ROOT);
      if (!ALIAS.matcher(lower).matches()) {
        throw ApiException.invalidArgument(
            "Aliases: " + alias + " (expected: a host name, or one behind *.)");
      }
      if (lower.equals(domain) || lower.endsWith("." + domain)) {
        throw ApiException.invalidArgument(
            "Aliases: " + alias + " (expected: a name outside " + domain + ")");
      }
      if (!resolved.add(lower)) {
        throw ApiException.invalidArgument("Aliases: " + alias + " is there more than once");
      }
    }
    return new ArrayList<>(resolved);
  }
}
