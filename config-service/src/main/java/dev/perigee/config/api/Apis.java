package dev.perigee.config.api;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** Which API a request is for. */
@Singleton
final class Apis {

  private final List<Api> special;
  private final CloudFrontApi cloudFront;

  Apis(@All List<Api> all, CloudFrontApi cloudFront) {
    this.special = all.stream().filter(api -> api != cloudFront).toList();
    this.cloudFront = cloudFront;
  }

  /** The one that serves a path; CloudFront's where it is no other's. */
  Api of(String rawPath) {
    return special.stream().filter(api -> api.serves(rawPath)).findFirst().orElse(cloudFront);
  }
}
