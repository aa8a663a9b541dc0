package dev.perigee.config.tagging;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.audit.Audit;
import dev.perigee.config.distribution.DistributionRepository;
import dev.perigee.config.distribution.DistributionRow;
import dev.perigee.config.distribution.Tags;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudfront.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.UntagResourceResponse;

/** Tags in the API. */
@Singleton
final class TagOperations implements OperationFamily {

  private static final Pattern DISTRIBUTION_ARN =
      Pattern.compile("arn:aws:cloudfront::([0-9]{12}):distribution/([A-Z0-9]+)");

  private final DistributionRepository distributions;
  private final Audit audit;

  TagOperations(DistributionRepository distributions, Audit audit) {
    this.distributions = distributions;
    this.audit = audit;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("ListTagsForResource", ListTagsForResourceRequest.class, this::list),
        on("TagResource", TagResourceRequest.class, this::tag),
        on("UntagResource", UntagResourceRequest.class, this::untag));
  }

  private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Call call) {
    List<Tag> tags =
        Transactions.read(() ->
            find(request.resource(), call, LockModeType.NONE).tags().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList());
    return ListTagsForResourceResponse.builder().tags(all -> all.items(tags)).build();
  }

  private TagResourceResponse tag(TagResourceRequest request, Call call) {
    Map<String, String> added = Tags.of(request.tags());
    return Transactions.change(() -> {
      Map<String, String> tags = lock(request.resource(), call).tags();
      tags.putAll(added);
      Tags.checkCount(tags);
      return TagResourceResponse.builder().build();
    });
  }

  private UntagResourceResponse untag(UntagResourceRequest request, Call call) {
    return Transactions.change(() -> {
      lock(request.resource(), call).tags().keySet().removeAll(request.tagKeys().items());
      return UntagResourceResponse.builder().build();
    });
  }

  private DistributionRow lock(String arn, Call call) {
    DistributionRow row = find(arn, call, LockModeType.PESSIMISTIC_WRITE);
    audit.changed(ResourceKind.DISTRIBUTION.path(), row.id(), null, null);
    return row;
  }

  private DistributionRow find(String arn, Call call, LockModeType lock) {
    return Optional.of(DISTRIBUTION_ARN.matcher(arn))
        .filter(matcher -> matcher.matches() && matcher.group(1).equals(call.caller().account()))
        .flatMap(matcher -> distributions.findByIdOptional(matcher.group(2), lock))
        .filter(row -> row.account().equals(call.caller().account()))
        .orElseThrow(() ->
            new ApiException(
                "NoSuchResource",
                "Resource: " + arn + " (expected: the ARN of a distribution of this account)"));
  }
}
