package dev.perigee.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Functions and the key value stores that they read. */
final class EdgeComputeStory {

  private static final String CODE = "function handler(event) { return event.request; }";

  private EdgeComputeStory() {}

  static void tell(Story story, String run) {
    keyValueStore(story, "store-" + run);
    function(story, "function-" + run);
  }

  private static void keyValueStore(Story story, String name) {
    JsonNode created = story.call("CreateKeyValueStore", "{\"Name\": \"%s\"}", name);
    if (created.isEmpty()) {
      return; // the client is older than key value stores
    }
    story.refused("EntityAlreadyExists", "CreateKeyValueStore", "{\"Name\": \"%s\"}", name);
    String etag = Story.text(created, "/ETag");
    JsonNode described = story.call("DescribeKeyValueStore", "{\"Name\": \"%s\"}", name);
    assertThat(Story.text(described, "/ETag")).isEqualTo(etag);
    JsonNode updated =
        story.call(
            "UpdateKeyValueStore",
            "{\"Name\": \"%s\", \"IfMatch\": \"%s\", \"Comment\": \"other\"}",
            name,
            etag);
    assertThat(story.call("ListKeyValueStores", "{}").toString()).contains(name);
    story.refused(
        "PreconditionFailed",
        "DeleteKeyValueStore",
        "{\"Name\": \"%s\", \"IfMatch\": \"%s\"}",
        name,
        etag);
    story.call(
        "DeleteKeyValueStore",
        "{\"Name\": \"%s\", \"IfMatch\": \"%s\"}",
        name,
        Story.text(updated, "/ETag"));
    story.refused("EntityNotFound", "DescribeKeyValueStore", "{\"Name\": \"%s\"}", name);
  }

  private static void function(Story story, String name) {
    String config = "{\"Comment\": \"%s\", \"Runtime\": \"cloudfront-js-2.0\"}";
    JsonNode created =
        story.call(
            "CreateFunction",
            "{\"Name\": \"%s\", \"FunctionConfig\": %s, \"FunctionCode\": \"%s\"}",
            name,
            config.formatted("one"),
            CODE);
    String etag = Story.text(created, "/ETag");
    assertThat(Story.text(created, "/FunctionSummary/FunctionMetadata/Stage"))
        .isEqualTo("DEVELOPMENT");
    assertThat(Story.text(story.call("GetFunction", "{\"Name\": \"%s\"}", name), "/FunctionCode"))
        .isEqualTo(CODE);
    story.refused(
        "NoSuchFunctionExists",
        "DescribeFunction",
        "{\"Name\": \"%s\", \"Stage\": \"LIVE\"}",
        name);

    JsonNode updated =
        story.call(
            "UpdateFunction",
            "{\"Name\": \"%s\", \"IfMatch\": \"%s\", \"FunctionConfig\": %s, \"FunctionCode\": \"%s\"}",
            name,
            etag,
            config.formatted("two"),
            CODE);
    String second = Story.text(updated, "/ETag");
    story.refused(
        "PreconditionFailed",
        "PublishFunction",
        "{\"Name\": \"%s\", \"IfMatch\": \"%s\"}",
        name,
        etag);
    story.call("PublishFunction", "{\"Name\": \"%s\", \"IfMatch\": \"%s\"}", name, second);
    JsonNode live = story.call("DescribeFunction", "{\"Name\": \"%s\", \"Stage\": \"LIVE\"}", name);
    assertThat(Story.text(live, "/FunctionSummary/FunctionConfig/Comment")).isEqualTo("two");
    assertThat(story.call("ListFunctions", "{\"Stage\": \"LIVE\"}").toString()).contains(name);
    story.refused(
        "FunctionAlreadyExists",
        "CreateFunction",
        "{\"Name\": \"%s\", \"FunctionConfig\": %s, \"FunctionCode\": \"%s\"}",
        name,
        config.formatted("three"),
        CODE);
    JsonNode latest = story.call("DescribeFunction", "{\"Name\": \"%s\"}", name);
    story.call(
        "DeleteFunction",
        "{\"Name\": \"%s\", \"IfMatch\": \"%s\"}",
        name,
        Story.text(latest, "/ETag"));
    story.refused("NoSuchFunctionExists", "GetFunction", "{\"Name\": \"%s\"}", name);
  }
}
