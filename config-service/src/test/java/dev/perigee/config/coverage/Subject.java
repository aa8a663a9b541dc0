package dev.perigee.config.coverage;

import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A configuration on the running service, whose settings are tried one by one.
 *
 * @param shape its name in the service model
 * @param base valid, with a value in every setting that is accepted
 * @param watched the distribution that it is part of
 * @param update puts another configuration in its place, or throws what the service answers
 * @param within which members of the configuration are tried
 */
record Subject<C extends SdkPojo>(
    String shape, C base, Watched watched, Update<C> update, Predicate<String> within) {

  Subject(String shape, C base, Watched watched, Update<C> update) {
    this(shape, base, watched, update, member -> true);
  }

  /** Puts a configuration in place. */
  @FunctionalInterface
  interface Update<C> {

    /** Returns whether that was a change. */
    boolean to(C config);
  }

  /** Puts a configuration in place, to be published if it is a change. */
  void to(C config) {
    if (update.to(config)) {
      watched.changed();
    }
  }
}
