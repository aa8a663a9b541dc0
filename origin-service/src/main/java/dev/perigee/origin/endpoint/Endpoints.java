package dev.perigee.origin.endpoint;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.outcome.Outcome;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns an origin's definition into a {@link Destination}. Where the operator has mapped the
 * origin's domain, the entry with the longest suffix decides on address, port and protocol;
 * elsewhere the definition does, and an S3 origin is spoken to over HTTPS. Thread-safe.
 */
public final class Endpoints {

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final Pattern REGION =
      Pattern.compile(
          "(?:^|\\.)(?:s3(?:\\.dualstack)?[.-]|mediapackagev2\\.)"
              + "([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com");
  private static final String GLOBAL_REGION = "us-east-1";

  private final List<Endpoint> longestFirst;
  private final InstantSource clock;
  private final Map<SignerKey, RequestSigner> signers = new ConcurrentHashMap<>();

  private record SignerKey(SigningService service, String suffix, String region) {}

  private Endpoints(List<Endpoint> longestFirst, InstantSource clock) {
    this.longestFirst = longestFirst;
    this.clock = clock;
  }

  /**
   * Reads the operator's entries.
   *
   * @param entries each {@code domain-suffix=URL}
   * @param clock dates the signatures
   * @throws IllegalArgumentException where one is malformed; the message holds no credentials
   */
  public static Endpoints of(List<String> entries, InstantSource clock) {
    List<Endpoint> parsed =
        entries.stream()
            .map(Endpoint::parse)
            .sorted(Comparator.comparingInt((Endpoint e) -> e.suffix().length()).reversed())
            .toList();
    return new Endpoints(parsed, clock);
  }

  /**
   * The destination of an origin's requests.
   *
   * @param viewerHttps whether the viewer spoke HTTPS, for origins that match the viewer
   */
  public Outcome<Destination> locate(Origin origin, boolean viewerHttps) {
    String domain = origin.domainName().toLowerCase(Locale.ROOT);
    Optional<Endpoint> mapped = longestFirst.stream().filter(e -> covers(e, domain)).findFirst();
    boolean signed = origin.signing() != Origin.Signing.NEVER;
    if (signed && mapped.flatMap(Endpoint::credentials).isEmpty()) {
      return Outcome.failed(
          OriginFailure.OriginCredentialsMissing,
          "requests to "
              + domain
              + " are to be signed; perigee.origin.endpoints has no key for it");
    }
    Optional<RequestSigner> signer =
        signed ? mapped.map(e -> signer(origin.kind(), e, domain)) : Optional.empty();
    return Outcome.done(
        mapped
            .map(endpoint -> mapped(origin, domain, endpoint, signer))
            .orElseGet(() -> asDefined(origin, domain, viewerHttps)));
  }

  private static boolean covers(Endpoint endpoint, String domain) {
    String suffix = endpoint.suffix();
    return domain.equals(suffix)
        || (domain.endsWith(suffix) && domain.charAt(domain.length() - suffix.length() - 1) == '.');
  }

  private static Destination mapped(
      Origin origin, String domain, Endpoint endpoint, Optional<RequestSigner> signer) {
    String bucket = bucket(endpoint, domain);
    boolean before = !bucket.isEmpty() && BUCKET.matcher(bucket).matches();
    boolean inPath = before && endpoint.style() == Endpoint.Style.PATH;
    boolean inHost = before && endpoint.style() == Endpoint.Style.VIRTUAL_HOST;
    String authority =
        endpoint.style() == Endpoint.Style.UNCHANGED
            ? domain
            : (inHost ? bucket + "." : "") + endpoint.authority();
    return new Destination(
        endpoint.tls(),
        endpoint.host(),
        endpoint.port(),
        authority,
        (inPath ? "/" + bucket : "") + origin.path(),
        inPath || origin.kind() != Origin.Kind.HTTP,
        true,
        signer.orElse(null));
  }

  private static String bucket(Endpoint endpoint, String domain) {
    int rest = domain.length() - endpoint.suffix().length();
    return rest == 0 ? "" : domain.substring(0, rest - 1);
  }

  private static Destination asDefined(Origin origin, String domain, boolean viewerHttps) {
    boolean tls =
        origin.kind() == Origin.Kind.S3
            || switch (origin.protocol()) {
              case HTTP_ONLY -> false;
              case HTTPS_ONLY -> true;
              case MATCH_VIEWER -> viewerHttps;
            };
    int usual = tls ? HTTPS_PORT : HTTP_PORT;
    int port = usual;
    if (origin.kind() != Origin.Kind.S3) {
      port = tls ? origin.httpsPort() : origin.httpPort();
    }
    return new Destination(
        tls,
        domain,
        port,
        port == usual ? domain : domain + ":" + port,
        origin.path(),
        origin.kind() != Origin.Kind.HTTP,
        false,
        null);
  }

  private RequestSigner signer(Origin.Kind kind, Endpoint endpoint, String domain) {
    SigningService service = SigningService.of(kind);
    String region = endpoint.region().orElseGet(() -> regionIn(domain));
    return signers.computeIfAbsent(
        new SignerKey(service, endpoint.suffix(), region),
        key ->
            new RequestSigner(service, endpoint.credentials().orElseThrow(), key.region(), clock));
  }

  private static String regionIn(String domain) {
    Matcher matcher = REGION.matcher(domain);
    return matcher.find() ? matcher.group(1) : GLOBAL_REGION;
  }
}
