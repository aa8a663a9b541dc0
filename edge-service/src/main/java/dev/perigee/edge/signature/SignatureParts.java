package dev.perigee.edge.signature;

import dev.perigee.contracts.Selection;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.httpcache.request.PairSelection;
import dev.perigee.httpcache.request.RequestTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What signs a request, by the names of the query parameters, and the request without it. A request
 * whose URL is signed is judged by its URL alone, whatever its cookies say.
 *
 * @param values by name; empty where the request is not signed at all
 */
record SignatureParts(Map<String, String> values, ViewerRequest rest) {

  static final String EXPIRES = "Expires";
  static final String POLICY = "Policy";
  static final String SIGNATURE = "Signature";
  static final String KEY_PAIR_ID = "Key-Pair-Id";
  static final String HASH_ALGORITHM = "Hash-Algorithm";

  private static final List<String> NAMES =
      List.of(EXPIRES, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);
  private static final String COOKIE_PREFIX = "CloudFront-";
  private static final PairSelection OTHER_COOKIES =
      PairSelection.of(
          Selection.allExcept(NAMES.stream().map(name -> COOKIE_PREFIX + name).toList()));

  static SignatureParts of(ViewerRequest request) {
    Map<String, String> inUrl = new HashMap<>();
    RequestTarget target =
        new RequestTarget(
            request.target().rawPath(), withoutSignature(request.target().query(), inUrl));
    String cookies = request.combined("cookie");
    if (cookies == null) {
      return new SignatureParts(inUrl, request.withTarget(target));
    }
    boolean isUrlSigned = inUrl.containsKey(SIGNATURE) || inUrl.containsKey(KEY_PAIR_ID);
    return new SignatureParts(
        isUrlSigned ? inUrl : inCookies(cookies),
        request.withTarget(target).withCookies(OTHER_COOKIES.ofCookies(cookies)));
  }

  /** The query without what signs it, everything else exactly as it was signed. */
  private static String withoutSignature(String query, Map<String, String> found) {
    if (query.isEmpty()) {
      return query;
    }
    StringBuilder rest = new StringBuilder();
    boolean first = true;
    for (String pair : query.split("&", -1)) {
      if (!take(pair, "", found)) {
        rest.append(first ? "" : "&").append(pair);
        first = false;
      }
    }
    return rest.toString();
  }

  private static Map<String, String> inCookies(String header) {
    Map<String, String> found = new HashMap<>();
    for (String pair : header.split(";", -1)) {
      take(pair.strip(), COOKIE_PREFIX, found);
    }
    return found;
  }

  private static boolean take(String pair, String prefix, Map<String, String> found) {
    int equals = pair.indexOf('=');
    if (equals < 0 || !pair.startsWith(prefix)) {
      return false;
    }
    String name = pair.substring(prefix.length(), equals);
    if (!NAMES.contains(name)) {
      return false;
    }
    found.putIfAbsent(name, pair.substring(equals + 1));
    return true;
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }
}
