package dev.perigee.config.function;

import java.time.Instant;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;

/**
 * A function in one of its stages.
 *
 * @param published whether what is here is live
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StagedFunction(
    String account,
    String name,
    FunctionStage stage,
    String etag,
    FunctionConfig config,
    byte[] code,
    Instant created,
    Instant lastModified,
    boolean published) {

  /** What pages of functions are ordered by. */
  String id() {
    return name + "/" + stage;
  }
}
