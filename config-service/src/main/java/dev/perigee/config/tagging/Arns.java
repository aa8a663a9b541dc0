package dev.perigee.config.tagging;

import dev.perigee.config.audit.Audit;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.wire.ApiException;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what an ARN names. Every method joins the caller's transaction. */
@Singleton
final class Arns {

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:cloudfront::([0-9]{12}):([a-z-]+)/([A-Za-z0-9_-]{1,64})");

  private final List<Taggable> taggables;
  private final Audit audit;

  Arns(@All List<Taggable> taggables, Audit audit) {
    this.taggables = List.copyOf(taggables);
    this.audit = audit;
  }

  /** The ARN in its one form, of something that the account has. */
  String hold(String account, String arn) {
    Reference named = named(account, arn);
    return named.kind().arn(account, named.id());
  }

  /** The same where its tags are about to change. */
  String holdForChange(String account, String arn) {
    Reference named = named(account, arn);
    audit.changed(named.kind().path(), named.id(), null, null);
    return named.kind().arn(account, named.id());
  }

  private Reference named(String account, String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw ApiException.invalidArgument(
          "Resource: "
              + arn
              + " (expected: an ARN like arn:aws:cloudfront::"
              + account
              + ":distribution/id)");
    }
    return taggable(parts.group(2))
        .filter(taggable -> parts.group(1).equals(account))
        .filter(taggable -> taggable.hold(account, parts.group(3)))
        .map(taggable -> new Reference(taggable.kind(), parts.group(3)))
        .orElseThrow(() ->
            new ApiException(
                "NoSuchResource", "Resource: the account has nothing with the ARN " + arn));
  }

  private Optional<Taggable> taggable(String path) {
    return taggables.stream().filter(one -> one.kind().path().equals(path)).findFirst();
  }
}
