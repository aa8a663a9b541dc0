package dev.perigee.edge.logline;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.httpcache.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CloudFront's words for what became of a request ({@code x-edge-detailed-result-type}). */
final class DetailedResult {

  static final String ERROR = "Error";

  private static final String SHIELD = "OriginShieldHit";

  /** Errors that CloudFront has no word of its own for are {@link #ERROR}. */
  private static final Map<Reason, String> BY_REASON =
      new EnumMap<>(
          Map.of(
              Reason.BAD_REQUEST, "InvalidRequest",
              Reason.GET_WITH_BODY, "InvalidRequest",
              Reason.URL_TOO_LONG, "InvalidRequest",
              Reason.HEADERS_TOO_LARGE, "InvalidRequestHeader",
              Reason.METHOD_NOT_ALLOWED, "InvalidRequestMethod",
              Reason.COUNTRY, "ClientGeoBlocked",
              Reason.NO_GEO_DATABASE, "ClientGeoBlocked",
              Reason.NO_ORIGIN_SERVICE, "OriginConnectError"));

  private DetailedResult() {}

  static String of(RequestFacts facts) {
    if (facts.isBrokenOff()) {
      return "OriginCommError";
    }
    if (facts.isAbandoned()) {
      return facts.firstByteNanos() == 0 ? "ClientHungUpRequest" : "ClientCommError";
    }
    if (!facts.result().equals(ERROR)) {
      return facts.isAnsweredByShield() ? SHIELD : facts.result();
    }
    OriginFailure failure = facts.originFailure();
    return failure == null ? of(facts.reason()) : of(failure);
  }

  private static String of(@Nullable Reason reason) {
    return reason == null ? ERROR : BY_REASON.getOrDefault(reason, ERROR);
  }

  private static String of(OriginFailure failure) {
    return switch (failure) {
      case OriginDnsError,
          OriginConnectError,
          OriginCommError,
          OriginInvalidResponseError,
          OriginHeaderTooBigError ->
          failure.name();
      case OriginReadTimeout -> "OriginReadError";
      case OriginAddressRefused, OriginBusy, OriginUnknown -> "OriginConnectError";
      case OriginPathRefused -> "InvalidRequest";
      case OriginCredentialsMissing -> "OriginError";
    };
  }
}
