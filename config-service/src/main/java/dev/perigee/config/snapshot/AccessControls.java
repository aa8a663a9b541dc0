package dev.perigee.config.snapshot;

import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;

/** Looks up origin access controls. */
@FunctionalInterface
public interface AccessControls {

  Optional<OriginAccessControlConfig> find(String id);
}
