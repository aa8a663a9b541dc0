package dev.perigee.config.resource;

import dev.perigee.config.wire.PojoXml;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * How resources of one kind are kept.
 *
 * @param kind what they are
 * @param rootElement of the stored document
 * @param config class of the configuration
 * @param builder makes an empty builder of it
 * @param newId makes an id from a configuration
 * @param name what has to be unique among an account's resources of the kind; null for nothing
 */
public record ResourceType<C extends SdkPojo>(
    ResourceKind kind,
    String rootElement,
    Class<C> config,
    Supplier<? extends SdkPojo> builder,
    Function<C, String> newId,
    Function<C, @Nullable String> name) {

  C read(byte[] document) {
    return PojoXml.read(document, rootElement, builder, config);
  }

  byte[] write(C value) {
    return PojoXml.write(rootElement, value);
  }
}
