package dev.perigee.config.function;

import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.wire.ApiException;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStoreAssociation;

/** What a function may be. */
final class FunctionRules {

  private static final int MAX_CODE_BYTES = 10 * 1024;
  private static final int MAX_COMMENT_CHARACTERS = 128;
  private static final String STORES = "FunctionConfig.KeyValueStoreAssociations";

  private FunctionRules() {}

  static byte[] code(SdkBytes code) {
    byte[] bytes = code.asByteArray();
    if (bytes.length == 0) {
      throw ApiException.invalidArgument("FunctionCode is empty");
    }
    if (bytes.length > MAX_CODE_BYTES) {
      throw new ApiException(
          "FunctionSizeLimitExceeded",
          "FunctionCode: " + bytes.length + " bytes (expected: <= " + MAX_CODE_BYTES + ")");
    }
    return bytes;
  }

  static FunctionConfig config(String account, FunctionConfig config) {
    if (config.comment().length() > MAX_COMMENT_CHARACTERS) {
      throw ApiException.invalidArgument(
          "FunctionConfig.Comment: "
              + config.comment().length()
              + " characters (expected: <= "
              + MAX_COMMENT_CHARACTERS
              + ")");
    }
    Set<Reference> stores = stores(account, config);
    if (stores.size() > 1) {
      throw ApiException.invalidArgument(
          STORES + ": " + stores.size() + " items (expected: at most 1)");
    }
    if (!stores.isEmpty() && config.runtime() != FunctionRuntime.CLOUDFRONT_JS_2_0) {
      throw ApiException.invalidArgument(
          STORES
              + ": the runtime "
              + config.runtimeAsString()
              + " has no key value stores (expected: "
              + FunctionRuntime.CLOUDFRONT_JS_2_0
              + ")");
    }
    return config;
  }

  /** The key value stores that a configuration names. */
  static Set<Reference> stores(String account, FunctionConfig config) {
    Set<Reference> stores = new HashSet<>();
    if (config.keyValueStoreAssociations() == null) {
      return stores;
    }
    String prefix = ResourceKind.KEY_VALUE_STORE.arn(account, "");
    for (KeyValueStoreAssociation association : config.keyValueStoreAssociations().items()) {
      String arn = association.keyValueStoreARN();
      if (!arn.startsWith(prefix)) {
        throw ApiException.invalidArgument(
            STORES + ": " + arn + " (expected: a key value store of the account " + account + ")");
      }
      stores.add(new Reference(ResourceKind.KEY_VALUE_STORE, arn.substring(prefix.length())));
    }
    return stores;
  }
}
