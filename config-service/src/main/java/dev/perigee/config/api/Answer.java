package dev.perigee.config.api;

import software.amazon.awssdk.services.cloudfront.model.CloudFrontResponse;

/** What an operation answers. */
public sealed interface Answer {

  /** A response in the SDK's class for it. */
  record Modelled(CloudFrontResponse response) implements Answer {}

  /**
   * A body that is written already.
   *
   * @param xml the whole document
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Written(byte[] xml) implements Answer {}
}
