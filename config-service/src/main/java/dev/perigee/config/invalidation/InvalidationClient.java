package dev.perigee.config.invalidation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.config.distribution.InvalidationsInProgress;
import dev.perigee.config.settings.ConfigSettings;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import dev.perigee.config.wire.Percent;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.InvalidationPage;
import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.contracts.InvalidationState;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Asks invalidation-service. Its refusals become CloudFront's. */
@Singleton
final class InvalidationClient implements InvalidationsInProgress {

  private static final Logger LOG = Logger.getLogger(InvalidationClient.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration COUNT_TIMEOUT = Duration.ofSeconds(1);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final String baseUrl;
  private final AtomicBoolean countFails = new AtomicBoolean();

  InvalidationClient(ConfigSettings settings) {
    String baseUrl = settings.invalidationService().toString();
    this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
  }

  InvalidationState create(String distributionId, InvalidationRequest request) {
    HttpResponse<byte[]> response =
        send(
            request(distributionId, "/invalidations", TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ContractJson.write(request))));
    return switch (response.statusCode()) {
      case 200, 201 -> ContractJson.read(response.body(), InvalidationState.class);
      case 409 -> throw new ApiException("InvalidationBatchAlreadyExists", problem(response));
      case 429 -> throw new ApiException("TooManyInvalidationsInProgress", problem(response));
      default -> throw unavailable(response);
    };
  }

  InvalidationState get(String distributionId, String id) {
    HttpResponse<byte[]> response =
        send(request(distributionId, "/invalidations/" + Percent.encode(id, false), TIMEOUT));
    return switch (response.statusCode()) {
      case 200 -> ContractJson.read(response.body(), InvalidationState.class);
      case 404 ->
          throw new ApiException(
              "NoSuchInvalidation", "there is no invalidation " + id + " of " + distributionId);
      default -> throw unavailable(response);
    };
  }

  InvalidationPage list(String distributionId, Paging paging) {
    String query =
        "?maxItems=" + paging.maxItems() + "&marker=" + Percent.encode(paging.marker(), false);
    HttpResponse<byte[]> response =
        send(request(distributionId, "/invalidations" + query, TIMEOUT));
    return switch (response.statusCode()) {
      case 200 -> ContractJson.read(response.body(), InvalidationPage.class);
      case 400 -> throw ApiException.invalidArgument(problem(response));
      default -> throw unavailable(response);
    };
  }

  @Override
  public int count(String distributionId) {
    try {
      HttpResponse<byte[]> response =
          send(request(distributionId, "/invalidations-in-progress", COUNT_TIMEOUT));
      if (response.statusCode() == 200) {
        countFails.set(false);
        return Integer.parseInt(new String(response.body(), StandardCharsets.US_ASCII).strip());
      }
      countFailed("invalidation-service answers " + response.statusCode());
    } catch (ApiException | NumberFormatException e) {
      countFailed(e.toString());
    }
    return 0;
  }

  /** Of a streak of failures the first is told. */
  private void countFailed(String why) {
    if (!countFails.getAndSet(true)) {
      LOG.warnf("invalidations in progress are not known: %s", why);
    }
  }

  private HttpRequest.Builder request(String distributionId, String path, Duration timeout) {
    return HttpRequest.newBuilder(
            URI.create(baseUrl + "/distributions/" + Percent.encode(distributionId, false) + path))
        .timeout(timeout);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new ApiException(
          "ServiceUnavailable", "invalidation-service cannot be reached at " + baseUrl);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("ServiceUnavailable", "the service is being stopped");
    }
  }

  private static ApiException unavailable(HttpResponse<byte[]> response) {
    return new ApiException(
        "ServiceUnavailable",
        "invalidation-service answers " + response.statusCode() + ": " + problem(response));
  }

  private static String problem(HttpResponse<byte[]> response) {
    try {
      return MAPPER
          .readTree(new String(response.body(), StandardCharsets.UTF_8))
          .path("message")
          .asText();
    } catch (JsonProcessingException e) {
      return "no JSON";
    }
  }
}
