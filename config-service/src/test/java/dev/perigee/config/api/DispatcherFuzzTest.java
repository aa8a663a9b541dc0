package dev.perigee.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.perigee.config.auth.Access;
import dev.perigee.config.auth.Authenticators;
import dev.perigee.config.auth.Caller;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontRequest;

/**
 * Request lines, headers and bodies of every kind, before and behind the authentication: always an
 * answer with a clean 4xx. {@code -Dperigee.fuzz.seed} repeats a run, {@code -Dperigee.fuzz.cases}
 * sets its length.
 */
class DispatcherFuzzTest {

  private static final int CASES = Integer.getInteger("perigee.fuzz.cases", 10_000);
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "PATCH", "TRACE", "", "G\u0000T");
  private static final List<String> PIECES =
      List.of(
          "/",
          "//",
          "/.",
          "/..",
          "%2F",
          "%2e%2e",
          "%",
          "%zz",
          "%00",
          "%c0%af",
          "?",
          "&",
          "=",
          "#",
          "\u00fc",
          "\ud83d\ude00",
          "\\",
          ";",
          ":",
          "{Id}",
          "WithTags",
          "Operation=Tag",
          "Marker=",
          "MaxItems=-1",
          "MaxItems=99999999999",
          "arn:aws:cloudfront::1:",
          "a".repeat(5_000),
          " ");
  private static final List<String> HEADERS =
      List.of("authorization", "x-amz-date", "x-amz-content-sha256", "host", "if-match", "staging");
  private static final List<String> VALUES =
      List.of(
          "AWS4-HMAC-SHA256 ",
          "AWS4-ECDSA-P256-SHA256 ",
          "Credential=",
          "AKID",
          "/",
          "20261121",
          "/us-east-1/cloudfront/aws4_request",
          ", SignedHeaders=",
          "host;x-amz-date",
          ";",
          ",",
          "Signature=",
          "0".repeat(64),
          "20261121T100000Z",
          "99999999T999999Z",
          "UNSIGNED-PAYLOAD",
          "True",
          "\u0000",
          "\u00fc",
          "a".repeat(5_000),
          "=",
          "");

  private final ServiceModel model = ServiceModel.load();
  private final List<Operation> operations = List.copyOf(model.operations());
  private final CloudFrontApi cloudFront =
      new CloudFrontApi(model, new OperationTable(List.of(this::handlers), model));
  private final Dispatcher dispatcher =
      new Dispatcher(Authenticators.of("AKID:secret"), new Apis(List.of(cloudFront), cloudFront));
  private final Call call =
      new Call(
          "http://h", new Caller(Caller.DEFAULT_ACCOUNT, "AKID", Access.FULL), "request", Map.of());
  private final Map<Integer, Integer> outcomes = new TreeMap<>();

  private final long seed = Long.getLong("perigee.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void whateverComesInIsAnsweredCleanly() {
    long start = System.nanoTime();
    for (int i = 0; i < CASES; i++) {
      String method = METHODS.get(random.nextInt(METHODS.size()));
      String uri = uri();
      Map<String, List<String>> headers = headers();
      byte[] body = text(PIECES, 5).getBytes(StandardCharsets.UTF_8);
      check(
          i,
          method + " " + uri + " " + headers,
          () -> {
            WireRequest request = new WireRequest(method, uri, headers, body);
            return random.nextBoolean()
                ? dispatcher.dispatch(
                    request, new Arrival("http://h", "192.0.2." + random.nextInt()))
                : cloudFront.route(request).run(call);
          });
    }
    long perSecond = CASES * 1_000_000_000L / Math.max(1, System.nanoTime() - start);
    System.out.printf(
        "request fuzz: seed %d, %d requests, %d a second: %s%n", seed, CASES, perSecond, outcomes);
    assertThat(outcomes).containsKeys(400, 403, 404, 405);
  }

  private void check(int number, String request, Supplier<WireResponse> dispatch) {
    int status;
    try {
      status = dispatch.get().status();
    } catch (ApiException e) {
      status = e.status();
    } catch (RuntimeException | StackOverflowError e) {
      fail("seed %d, request %d: %s".formatted(seed, number, request), e);
      throw e;
    }
    assertThat(status).as("seed %d, request %d: %s", seed, number, request).isBetween(400, 499);
    outcomes.merge(status, 1, Integer::sum);
  }

  private String uri() {
    if (random.nextInt(4) == 0) {
      return text(PIECES, 12);
    }
    String known = operations.get(random.nextInt(operations.size())).uri().toString();
    int at = random.nextInt(known.length() + 1);
    return random.nextInt(3) == 0
        ? known
        : known.substring(0, at) + text(PIECES, 2) + known.substring(at);
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : HEADERS) {
      if (random.nextInt(3) > 0) {
        headers.put(name, List.of(text(VALUES, 12)));
      }
    }
    return headers;
  }

  private String text(List<String> pieces, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  /** For each operation one that refuses what the model accepted. */
  private List<OperationHandler<?>> handlers() {
    List<OperationHandler<?>> handlers = new ArrayList<>();
    for (Operation operation : operations) {
      handlers.add(
          OperationHandler.on(
              operation.name(),
              CloudFrontRequest.class,
              (request, caller) -> {
                throw new ApiException("NoSuchResource", "reached the handler");
              }));
    }
    return handlers;
  }
}
