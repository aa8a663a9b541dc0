package dev.perigee.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.testkit.AwsCli;
import dev.perigee.testkit.Botocore;

/** Python's botocore. */
final class BotoClient implements ApiClient {

  private final Botocore botocore;

  BotoClient(AwsCli aws) {
    botocore = Botocore.start(aws);
  }

  @Override
  public JsonNode call(String operation, ObjectNode parameters) throws RefusedException {
    JsonNode answer = botocore.call(operation, parameters);
    if (answer.has("code")) {
      throw new RefusedException(answer.get("code").asText(), answer.get("message").asText());
    }
    return answer.get("result");
  }

  @Override
  public void close() {
    botocore.close();
  }
}
