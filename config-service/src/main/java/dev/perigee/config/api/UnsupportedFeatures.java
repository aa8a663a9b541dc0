package dev.perigee.config.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of CloudFront that Perigee leaves out, by what the names of their operations have in
 * common. Their lists are empty, so that tools that enumerate an account keep working; everything
 * else of them is refused by name.
 */
final class UnsupportedFeatures {

  private static final Map<String, List<String>> NAMED_BY = new LinkedHashMap<>();

  static {
    NAMED_BY.put("distribution tenants", List.of("DistributionTenant", "ManagedCertificate"));
    NAMED_BY.put("connection groups", List.of("ConnectionGroup"));
    NAMED_BY.put("connection functions", List.of("ConnectionFunction"));
    NAMED_BY.put("VPC origins", List.of("VpcOrigin"));
    NAMED_BY.put("anycast static IP lists", List.of("AnycastIpList"));
    NAMED_BY.put("trust stores", List.of("TrustStore"));
    NAMED_BY.put("field-level encryption", List.of("FieldLevelEncryption"));
    NAMED_BY.put("resource policies", List.of("ResourcePolicy", "OwnedResource"));
    NAMED_BY.put("web ACLs", List.of("DistributionWebACL"));
    NAMED_BY.put("domain associations", List.of("DomainAssociation", "VerifyDnsConfiguration"));
  }

  private UnsupportedFeatures() {}

  /** The feature that an operation is part of; empty where Perigee has it, or will. */
  static Optional<String> of(String operation) {
    return NAMED_BY.entrySet().stream()
        .filter(feature -> feature.getValue().stream().anyMatch(operation::contains))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
