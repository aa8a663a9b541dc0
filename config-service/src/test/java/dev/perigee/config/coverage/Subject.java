package dev.perigee.config.coverage;

import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A configuration on the running service, whose settings are tried one by one.
 *
 * @param shape its name in the service model
 * @param base valid, with a value in every setting that is accepted
 * @param update puts another configuration in its place, or throws what the service answers
 * @param within which members of the configuration are tried
 */
record Subject<C extends SdkPojo>(
    String shape, C base, Update<C> update, Predicate<String> within) {

  Subject(String shape, C base, Update<C> update) {
    this(shape, base, update, member -> true);
  }

  /** Puts a configuration in place. */
  @FunctionalInterface
  interface Update<C> {
    void to(C config);
  }
}
