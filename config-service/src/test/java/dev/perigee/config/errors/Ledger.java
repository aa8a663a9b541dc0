package dev.perigee.config.errors;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;

/** Notes every error that the service answers to a client. */
final class Ledger implements ExecutionInterceptor {

  private final Set<Answer> answers = new ConcurrentSkipListSet<>();

  /** An error that an operation answered. */
  record Answer(String operation, String code) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return toString().compareTo(other.toString());
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof CloudFrontException refusal) {
      answers.add(
          new Answer(
              attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
              refusal.awsErrorDetails().errorCode()));
    }
  }

  Set<Answer> answers() {
    return answers;
  }

  /** What the operations of a family have answered. */
  Set<String> codes(Family family) {
    return answers.stream()
        .filter(answer -> Family.of(answer.operation()) == family)
        .map(Answer::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
