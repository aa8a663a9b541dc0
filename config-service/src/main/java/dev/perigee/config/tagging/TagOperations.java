package dev.perigee.config.tagging;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.storage.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
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

  private final Arns arns;
  private final TagStore tags;

  TagOperations(Arns arns, TagStore tags) {
    this.arns = arns;
    this.tags = tags;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("ListTagsForResource", ListTagsForResourceRequest.class, this::list),
        on("TagResource", TagResourceRequest.class, this::tag),
        on("UntagResource", UntagResourceRequest.class, this::untag));
  }

  private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Call call) {
    Map<String, String> found =
        Transactions.read(() -> tags.of(arns.hold(call.caller().account(), request.resource())));
    List<Tag> items =
        found.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return ListTagsForResourceResponse.builder().tags(all -> all.items(items)).build();
  }

  private TagResourceResponse tag(TagResourceRequest request, Call call) {
    Map<String, String> added = Tags.of(request.tags());
    return Transactions.change(() -> {
      tags.put(arns.holdForChange(call.caller().account(), request.resource()), added);
      return TagResourceResponse.builder().build();
    });
  }

  private UntagResourceResponse untag(UntagResourceRequest request, Call call) {
    return Transactions.change(() -> {
      String arn = arns.holdForChange(call.caller().account(), request.resource());
      tags.remove(arn, request.tagKeys().items());
      return UntagResourceResponse.builder().build();
    });
  }
}
