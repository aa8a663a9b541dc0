package dev.perigee.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Resources that are created, read, changed, listed and deleted under one pattern of names.
 *
 * @param name of the resource in the operations, for example {@code CachePolicy}
 * @param plural of the same in the operation that lists
 * @param config member that holds the configuration
 * @param noSuch the code for an id that nothing has
 */
record Family(String name, String plural, String config, String noSuch) {

  /** One of the family. */
  record Member(String id, String etag) {}

  static Family of(String name, String plural) {
    return new Family(name, plural, name + "Config", "NoSuch" + name);
  }

  Member create(Story story, String configuration) {
    JsonNode created = story.call("Create" + name, "{\"%s\": %s}".formatted(config, configuration));
    assertThat(Story.text(created, "/Location")).endsWith(Story.text(created, idPath()));
    return new Member(Story.text(created, idPath()), Story.text(created, "/ETag"));
  }

  /** Everything that can be done to one, each step once, with the errors of a stale version. */
  void live(Story story, String configuration, String changed) {
    Member first = create(story, configuration);
    JsonNode read = story.call("Get" + name, "{\"Id\": \"%s\"}", first.id());
    assertThat(Story.text(read, "/ETag")).isEqualTo(first.etag());
    JsonNode config = story.call("Get" + name + "Config", "{\"Id\": \"%s\"}", first.id());
    assertThat(config.at("/" + this.config)).isEqualTo(read.at("/" + name + "/" + this.config));

    Member unchanged = update(story, first, config.at("/" + this.config).toString());
    assertThat(
            story
                .call("Get" + name + "Config", "{\"Id\": \"%s\"}", first.id())
                .at("/" + this.config))
        .as("what was read is what can be written")
        .isEqualTo(config.at("/" + this.config));
    Member second = update(story, unchanged, changed);
    assertThat(second.etag()).isNotEqualTo(unchanged.etag());
    story.refused(
        "PreconditionFailed",
        "Update" + name,
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\", \"%s\": %s}",
        first.id(),
        first.etag(),
        this.config,
        changed);
    assertThat(story.call("List" + plural, "{}").toString()).contains(first.id());
    delete(story, second, first.etag());
  }

  Member update(Story story, Member member, String configuration) {
    JsonNode updated =
        story.call(
            "Update" + name,
            "{\"Id\": \"%s\", \"IfMatch\": \"%s\", \"%s\": %s}",
            member.id(),
            member.etag(),
            config,
            configuration);
    return new Member(member.id(), Story.text(updated, "/ETag"));
  }

  /** Deletes one, after a try with a version that is not the latest. */
  void delete(Story story, Member member, String staleEtag) {
    story.refused(
        "PreconditionFailed",
        "Delete" + name,
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}",
        member.id(),
        staleEtag);
    delete(story, member);
    story.refused(noSuch, "Get" + name, "{\"Id\": \"%s\"}", member.id());
  }

  void delete(Story story, Member member) {
    story.call(
        "Delete" + name, "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}", member.id(), member.etag());
  }

  private String idPath() {
    return "/" + name + "/Id";
  }
}
