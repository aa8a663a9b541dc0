package dev.perigee.config.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.perigee.config.validation.ModelValidator;
import dev.perigee.config.wire.ServiceModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ManagedPoliciesTest {

  private final ManagedPolicies policies = new ManagedPolicies();
  private final ModelValidator validator = new ModelValidator(ServiceModel.load());

  @Test
  @Tag("A2.6")
  void everyManagedPolicyIsOneThatTheModelAllows() {
    assertThat(policies.cachePolicies()).hasSize(12);
    assertThat(policies.originRequestPolicies()).hasSize(8);
    assertThat(policies.responseHeadersPolicies()).hasSize(5);
    assertThatCode(
            () -> {
              policies
                  .cachePolicies()
                  .values()
                  .forEach(policy -> validator.check("CachePolicyConfig", policy));
              policies
                  .responseHeadersPolicies()
                  .values()
                  .forEach(ResponseHeadersPolicyRules::check);
              policies
                  .responseHeadersPolicies()
                  .values()
                  .forEach(policy -> validator.check("ResponseHeadersPolicyConfig", policy));
              policies
                  .originRequestPolicies()
                  .values()
                  .forEach(policy -> validator.check("OriginRequestPolicyConfig", policy));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void anEntityTagIsAsStableAsThePolicy() {
    assertThat(ManagedPolicies.etag("658327ea-f89d-4fab-a63d-7e88639e58f6"))
        .isEqualTo("E7E88639E58F60");
  }
}
