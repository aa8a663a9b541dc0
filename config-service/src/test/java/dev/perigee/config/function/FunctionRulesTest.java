package dev.perigee.config.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.ResourceKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStoreAssociation;

class FunctionRulesTest {

  private static final String ACCOUNT = "000000000000";
  private static final String STORE = "arn:aws:cloudfront::" + ACCOUNT + ":key-value-store/";

  @Test
  void codeIsNeitherEmptyNorLargerThan10Kib() {
    assertThat(FunctionRules.code(code(10_240))).hasSize(10_240);
    assertThatThrownBy(() -> FunctionRules.code(code(10_241)))
        .hasMessage("FunctionSizeLimitExceeded: FunctionCode: 10241 bytes (expected: <= 10240)");
    assertThatThrownBy(() -> FunctionRules.code(code(0)))
        .hasMessage("InvalidArgument: FunctionCode is empty");
  }

  @Test
  void aFunctionReadsOneStoreOfItsAccount() {
    FunctionConfig config = config("cloudfront-js-2.0", STORE + "a");
    assertThat(FunctionRules.config(ACCOUNT, config)).isEqualTo(config);
    assertThat(FunctionRules.stores(ACCOUNT, config))
        .containsExactly(new Reference(ResourceKind.KEY_VALUE_STORE, "a"));
    assertRefused("2 items (expected: at most 1)", "cloudfront-js-2.0", STORE + "a", STORE + "b");
    assertRefused("the runtime cloudfront-js-1.0 has no key", "cloudfront-js-1.0", STORE + "a");
    assertRefused(
        "(expected: a key value store of the account 000000000000)",
        "cloudfront-js-2.0",
        "arn:aws:cloudfront::111111111111:key-value-store/a");
  }

  @Test
  void aCommentIsShort() {
    FunctionConfig config =
        FunctionConfig.builder().comment("c".repeat(129)).runtime("cloudfront-js-1.0").build();
    assertThatThrownBy(() -> FunctionRules.config(ACCOUNT, config))
        .hasMessageContaining("FunctionConfig.Comment: 129 characters (expected: <= 128)");
  }

  private static void assertRefused(String told, String runtime, String... stores) {
    assertThatThrownBy(() -> FunctionRules.config(ACCOUNT, config(runtime, stores)))
        .hasMessageStartingWith("InvalidArgument: ")
        .hasMessageContaining(told);
  }

  private static FunctionConfig config(String runtime, String... stores) {
    return FunctionConfig.builder()
        .comment("")
        .runtime(runtime)
        .keyValueStoreAssociations(associations ->
            associations
                .quantity(stores.length)
                .items(
                    Stream.of(stores)
                        .map(
                            arn -> KeyValueStoreAssociation.builder().keyValueStoreARN(arn).build())
                        .toList()))
        .build();
  }

  private static SdkBytes code(int size) {
    return SdkBytes.fromByteArray(new byte[size]);
  }
}
