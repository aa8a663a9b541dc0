package dev.perigee.config.validation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.ServiceModel;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.InvalidationBatch;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.TagResourceRequest;

class ModelValidatorTest {

  private final ModelValidator validator = new ModelValidator(ServiceModel.load());

  @Test
  void whatTheModelAllowsPasses() {
    assertThatCode(
            () -> check(batch -> batch.callerReference("r").paths(p -> p.quantity(1).items("/"))))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingMemberIsNamed() {
    assertThatThrownBy(() -> check(batch -> batch.paths(p -> p.quantity(1).items("/"))))
        .isInstanceOf(ApiException.class)
        .hasMessage("InvalidArgument: InvalidationBatch.CallerReference is required");
  }

  @Test
  void aMissingPayloadIsAMissingBody() {
    assertThatThrownBy(() ->
            validator.check(
                "CreateInvalidationRequest",
                CreateInvalidationRequest.builder().distributionId("E1").build()))
        .hasMessageStartingWith("MissingBody");
  }

  @Test
  void quantitiesMustAgreeWithTheirItems() {
    assertThatThrownBy(
            () -> check(batch -> batch.callerReference("r").paths(p -> p.quantity(2).items("/"))))
        .hasMessage(
            "InconsistentQuantities: InvalidationBatch.Paths.Quantity: 2 (expected: 1, the number"
                + " of Items)");
  }

  @Test
  void aValueMustBeOfItsEnumeration() {
    assertThatThrownBy(() ->
            validator.check(
                "CreateOriginAccessControlRequest",
                CreateOriginAccessControlRequest.builder()
                    .originAccessControlConfig(config ->
                        config
                            .name("n")
                            .signingProtocol("sigv4")
                            .signingBehavior("sometimes")
                            .originAccessControlOriginType("s3"))
                    .build()))
        .hasMessage(
            "InvalidArgument: OriginAccessControlConfig.SigningBehavior: sometimes (expected: one"
                + " of never, always, no-override, always-amz-auth)");
  }

  @Test
  void lengthsAndPatternsHold() {
    assertThatThrownBy(() -> checkTag("k".repeat(129)))
        .hasMessage("InvalidArgument: Tags.Items[0].Key: 129 characters (expected: <= 128)");
    assertThatThrownBy(() -> checkTag(""))
        .hasMessage("InvalidArgument: Tags.Items[0].Key: 0 characters (expected: >= 1)");
    assertThatThrownBy(() -> checkTag("a<b")).hasMessageContaining("Tags.Items[0].Key: a<b");
  }

  private void check(Consumer<InvalidationBatch.Builder> batch) {
    validator.check(
        "CreateInvalidationRequest",
        CreateInvalidationRequest.builder().distributionId("E1").invalidationBatch(batch).build());
  }

  private void checkTag(String key) {
    validator.check(
        "TagResourceRequest",
        TagResourceRequest.builder()
            .resource("arn:aws:cloudfront::000000000000:distribution/E1")
            .tags(tags -> tags.items(Tag.builder().key(key).value("v").build()))
            .build());
  }
}
