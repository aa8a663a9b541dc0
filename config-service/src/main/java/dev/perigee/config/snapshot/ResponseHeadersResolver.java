package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyServerTimingHeadersConfig;

/** Resolves response headers policies. */
public final class ResponseHeadersResolver {

  private static final int MAX_HEADERS = 10;
  private static final int MAX_CUSTOM_CHARACTERS = 10_240;
  private static final int MAX_TIMING_DECIMALS = 4;

  private ResponseHeadersResolver() {}

  /**
   * Resolves a policy.
   *
   * @param path names the policy in messages
   */
  public static ResponseHeaders resolve(
      String path, String id, ResponseHeadersPolicyConfig config) {
    List<SetHeader> set = new ArrayList<>();
    if (config.securityHeadersConfig() != null) {
      set.addAll(
          SecurityHeaders.resolve(path + ".SecurityHeadersConfig", config.securityHeadersConfig()));
    }
    set.addAll(custom(path + ".CustomHeadersConfig", config.customHeadersConfig()));
    return new ResponseHeaders(
        id,
        config.corsConfig() == null
            ? null
            : CorsResolver.resolve(path + ".CorsConfig", config.corsConfig()),
        set,
        removed(path + ".RemoveHeadersConfig", config.removeHeadersConfig()),
        timing(path + ".ServerTimingHeadersConfig", config.serverTimingHeadersConfig()));
  }

  private static List<SetHeader> custom(
      String path, @Nullable ResponseHeadersPolicyCustomHeadersConfig config) {
    if (config == null) {
      return List.of();
    }
    Limits.count(
        "TooManyCustomHeadersInResponseHeadersPolicy", path, config.items().size(), MAX_HEADERS);
    List<SetHeader> headers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int characters = 0;
    for (ResponseHeadersPolicyCustomHeader header : config.items()) {
      ResponseHeaderNames.checkCustom(path, header.header());
      if (!names.add(header.header().toLowerCase(Locale.ROOT))) {
        throw ApiException.invalidArgument(
            path + ": " + header.header() + " is there more than once");
      }
      ResponseHeaderNames.checkValue(path + "." + header.header(), header.value());
      characters += header.header().length() + header.value().length();
      headers.add(new SetHeader(header.header(), header.value().strip(), header.override()));
    }
    Limits.count("InvalidArgument", path + " characters", characters, MAX_CUSTOM_CHARACTERS);
    return headers;
  }

  private static List<String> removed(
      String path, @Nullable ResponseHeadersPolicyRemoveHeadersConfig config) {
    if (config == null) {
      return List.of();
    }
    Limits.count(
        "TooManyRemoveHeadersInResponseHeadersPolicy", path, config.items().size(), MAX_HEADERS);
    List<String> names = new ArrayList<>();
    for (ResponseHeadersPolicyRemoveHeader header : config.items()) {
      ResponseHeaderNames.checkRemovable(path, header.header());
      names.add(header.header().toLowerCase(Locale.ROOT));
    }
    return names.stream().distinct().toList();
  }

  private static @Nullable Double timing(
      String path, @Nullable ResponseHeadersPolicyServerTimingHeadersConfig config) {
    if (config == null || !config.enabled()) {
      return null;
    }
    Double rate = config.samplingRate();
    if (rate == null) {
      throw ApiException.invalidArgument(path + ".SamplingRate is required, since it is enabled");
    }
    if (BigDecimal.valueOf(rate).stripTrailingZeros().scale() > MAX_TIMING_DECIMALS) {
      throw ApiException.invalidArgument(
          path
              + ".SamplingRate: "
              + rate
              + " (expected: 0 to 100, with at most "
              + MAX_TIMING_DECIMALS
              + " decimals)");
    }
    return rate;
  }
}
