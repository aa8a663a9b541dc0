package dev.perigee.config.wire;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** The SDK's model classes as XML documents, for storage: the API's own form. */
public final class PojoXml {

  private PojoXml() {}

  public static byte[] write(String rootElement, SdkPojo value) {
    return XmlEncoder.encode(rootElement, value);
  }

  /**
   * Reads a document into a builder and returns it.
   *
   * @throws ApiException where the document is not what the model expects
   */
  public static <B extends SdkPojo & Buildable> B read(
      byte[] document, String rootElement, B builder) {
    XmlDecoder.decode(document, rootElement, builder);
    return builder;
  }
}
