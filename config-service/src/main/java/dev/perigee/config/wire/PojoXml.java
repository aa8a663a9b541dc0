package dev.perigee.config.wire;

import java.util.function.Supplier;
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

  /**
   * Reads a document of a class that is known only at run time.
   *
   * @throws ApiException where the document is not what the model expects
   */
  public static <C extends SdkPojo> C read(
      byte[] document, String rootElement, Supplier<? extends SdkPojo> builder, Class<C> type) {
    SdkPojo read = builder.get();
    XmlDecoder.decode(document, rootElement, read);
    return type.cast(SdkClasses.build(read));
  }
}
