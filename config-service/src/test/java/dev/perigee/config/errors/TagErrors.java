package dev.perigee.config.errors;

import software.amazon.awssdk.services.cloudfront.model.Tag;

final class TagErrors implements Errors {

  @Override
  public void provoke(Api api) {
    String arn =
        api.own()
            .createDistribution(r -> r.distributionConfig(Samples.distribution(b -> {}).build()))
            .distribution()
            .arn();
    Tag tag = Tag.builder().key("a").value("b").build();
    api.refused(
        "InvalidTagging",
        () -> api.own().tagResource(r -> r.resource(arn).tags(t -> t.items(tag, tag))));
    api.refused("NoSuchResource", () -> api.own().listTagsForResource(r -> r.resource(arn + "X")));
    api.refused("InvalidArgument", () -> api.own().listTagsForResource(r -> r.resource("arn:x")));
    api.refused("AccessDenied", () -> api.purger().listTagsForResource(r -> r.resource(arn)));
  }
}
