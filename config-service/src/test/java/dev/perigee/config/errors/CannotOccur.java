package dev.perigee.config.errors;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The documented errors that no request gets here, each with the reason. */
final class CannotOccur {

  private static final String LAMBDA =
      "a behaviour with a Lambda@Edge function is refused: InvalidLambdaFunctionAssociation";
  private static final String FUNCTION =
      "a behaviour with a function is refused until functions run: InvalidFunctionAssociation";
  private static final String ENCRYPTION =
      "there are no configurations of field-level encryption: NoSuchFieldLevelEncryptionConfig";
  private static final String SIGNERS =
      "accounts do not sign, key groups do: TrustedSignerDoesNotExist";
  private static final String UPDATE =
      "every member that must stay as it is has a code of its own, or may change";
  private static final String EVERYWHERE = "the operation is supported in every region";
  private static final String BUCKET =
      "a name that is no bucket's is InvalidArgument, as in CloudFront's own answers";
  private static final String STREAMING_ACCESS =
      "a streaming distribution has an origin access identity, and no origin access control";

  private static final Map<Family, Map<String, String>> REASONS = new EnumMap<>(Family.class);

  static {
    REASONS.put(
        Family.DISTRIBUTIONS,
        Map.ofEntries(
            Map.entry("EntityLimitExceeded", "anycast IP lists and tenants are refused"),
            Map.entry("IllegalFieldLevelEncryptionConfigAssociationWithCacheBehavior", ENCRYPTION),
            Map.entry(
                "InvalidQueryStringParameters",
                "any name may be a cache key; how many there are is another error"),
            Map.entry("InvalidRequiredProtocol", "the API has no RequiredProtocols any more"),
            Map.entry(
                "StagingDistributionInUse",
                "the policy that is named has its staging distribution to itself already"),
            Map.entry("TooManyCertificates", "certificates are the operator's files"),
            Map.entry("TooManyDistributionsAssociatedToFieldLevelEncryptionConfig", ENCRYPTION),
            Map.entry("TooManyDistributionsWithFunctionAssociations", FUNCTION),
            Map.entry("TooManyDistributionsWithSingleFunctionARN", FUNCTION),
            Map.entry("TooManyFunctionAssociations", FUNCTION),
            Map.entry("TooManyDistributionsWithLambdaAssociations", LAMBDA),
            Map.entry("TooManyLambdaFunctionAssociations", LAMBDA),
            Map.entry("TooManyTrustedSigners", SIGNERS)));
    REASONS.put(
        Family.STREAMING_DISTRIBUTIONS,
        Map.of(
            "InvalidOrigin", BUCKET,
            "InvalidOriginAccessControl", STREAMING_ACCESS,
            "TooManyTrustedSigners", SIGNERS));
    REASONS.put(
        Family.ORIGIN_ACCESS_IDENTITIES,
        Map.of("InconsistentQuantities", "the configuration has no list"));
    REASONS.put(Family.ORIGIN_ACCESS_CONTROLS, Map.of("IllegalUpdate", UPDATE));
    REASONS.put(Family.PUBLIC_KEYS, Map.of("IllegalUpdate", UPDATE));
    REASONS.put(
        Family.FUNCTIONS,
        Map.of(
            "FunctionInUse", FUNCTION,
            "UnsupportedOperation", EVERYWHERE));
    REASONS.put(
        Family.KEY_VALUE_STORES,
        Map.of("EntitySizeLimitExceeded", "a store is created without keys"));
    REASONS.put(Family.MONITORING_SUBSCRIPTIONS, Map.of("UnsupportedOperation", EVERYWHERE));
  }

  private CannotOccur() {}

  /** The codes of a family that cannot occur. */
  static Set<String> in(Family family) {
    return REASONS.getOrDefault(family, Map.of()).keySet();
  }
}
