package dev.perigee.config.tagging;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.distribution.DistributionRepository;
import dev.perigee.config.distribution.DistributionRow;
import dev.perigee.config.distribution.Tags;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
      Pattern.compile("arn:aws:cloudfront::[0-9]{12}:distribution/([A-Z0-9]+)");

  private final DistributionRepository distributions;

  TagOperations(DistributionRepository distributions) {
    this.distributions = distributions;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("ListTagsForResource", ListTagsForResourceRequest.class, this::list),
        on("TagResource", TagResourceRequest.class, this::tag),
        on("UntagResource", UntagResourceRequest.class, this::untag));
  }

  private ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
    List<Tag> tags =
        Transactions.read(() ->
            existing(distributions.findById(id(request.resource())), request.resource())
                .tags()
                .entrySet()
                .stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList());
    return ListTagsForResourceResponse.builder().tags(all -> all.items(tags)).build();
  }

  private TagResourceResponse tag(TagResourceRequest request) {
    Map<String, String> added = Tags.of(request.tags());
    return Transactions.change(() -> {
      Map<String, String> tags = lock(request.resource()).tags();
      tags.putAll(added);
      Tags.checkCount(tags);
      return TagResourceResponse.builder().build();
    });
  }

  private UntagResourceResponse untag(UntagResourceRequest request) {
    return Transactions.change(() -> {
      lock(request.resource()).tags().keySet().removeAll(request.tagKeys().items());
      return UntagResourceResponse.builder().build();
    });
  }

  private DistributionRow lock(String arn) {
    return existing(distributions.findById(id(arn), LockModeType.PESSIMISTIC_WRITE), arn);
  }

  private static DistributionRow existing(@Nullable DistributionRow row, String arn) {
    if (row == null) {
      throw new ApiException("NoSuchResource", "there is no resource " + arn);
    }
    return row;
  }

  private static String id(String arn) {
    Matcher matcher = DISTRIBUTION_ARN.matcher(arn);
    if (!matcher.matches()) {
      throw new ApiException(
          "NoSuchResource", "Resource: " + arn + " (expected: the ARN of a distribution)");
    }
    return matcher.group(1);
  }
}
