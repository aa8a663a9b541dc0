package dev.perigee.invalidation;

import dev.perigee.contracts.InvalidationPage;
import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.contracts.InvalidationState;
import dev.perigee.invalidation.Acceptance.Accepted;
import dev.perigee.invalidation.Acceptance.Busy;
import dev.perigee.invalidation.Acceptance.ReferenceTaken;
import dev.perigee.invalidation.Acceptance.Repeated;
import dev.perigee.invalidation.Acceptance.TooManyInProgress;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What config-service asks of this service. Paths are checked there, against the API's rules. */
@Path("/distributions/{distributionId}")
@Produces(MediaType.APPLICATION_JSON)
class InvalidationResource {

  private static final int MAX_ITEMS = 1_000;
  private static final int DEFAULT_ITEMS = 100;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Intake intake;
  private final BatchRepository batches;

  InvalidationResource(Intake intake, BatchRepository batches) {
    this.intake = intake;
    this.batches = batches;
  }

  @POST
  @Path("/invalidations")
  public CompletionStage<Response> create(
      @RestPath String distributionId, InvalidationRequest request) {
    return intake.accept(distributionId, request).thenApply(InvalidationResource::answer);
  }

  private static Response answer(Acceptance acceptance) {
    return switch (acceptance) {
      case Accepted(InvalidationState state) ->
          Response.status(Response.Status.CREATED).entity(state).build();
      case Repeated(InvalidationState earlier) -> Response.ok(earlier).build();
      case ReferenceTaken(String reference) ->
          Problem.of(
              Response.Status.CONFLICT.getStatusCode(),
              "callerReference: " + reference + " was used before for something else");
      case TooManyInProgress(long inProgress, long max) ->
          Problem.of(
              TOO_MANY_REQUESTS,
              "paths in progress: " + inProgress + " and these (expected: <= " + max + ")");
      case Busy(int waiting) ->
          Problem.of(
              Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
              "requests that wait to be stored: " + waiting + " (expected: fewer)");
    };
  }

  @GET
  @Path("/invalidations/{id}")
  @Transactional
  public Response get(@RestPath String distributionId, @RestPath String id) {
    return batches
        .findById(distributionId, id)
        .map(batch -> Response.ok(batch.toState()).build())
        .orElseGet(
            () -> Problem.of(Response.Status.NOT_FOUND.getStatusCode(), "no invalidation " + id));
  }

  @GET
  @Path("/invalidations")
  @Transactional
  public Response list(
      @RestPath String distributionId,
      @QueryParam("marker") @Nullable String marker,
      @QueryParam("maxItems") @Nullable Integer maxItems) {
    int limit = maxItems == null ? DEFAULT_ITEMS : Math.clamp(maxItems, 1, MAX_ITEMS);
    if (marker == null || marker.isEmpty()) {
      return page(batches.newest(distributionId, limit + 1), limit);
    }
    Optional<Batch> last = batches.findById(distributionId, marker);
    if (last.isEmpty()) {
      return Problem.of(
          Response.Status.BAD_REQUEST.getStatusCode(),
          "marker: " + marker + " (expected: an invalidation of this distribution)");
    }
    return page(batches.newestBefore(last.get(), limit + 1), limit);
  }

  /** How many batches are in progress, as a JSON number. */
  @GET
  @Path("/invalidations-in-progress")
  @Transactional
  public long inProgress(@RestPath String distributionId) {
    return batches.inProgress(distributionId);
  }

  /** Makes a page of at most {@code limit} from a list that was read one further. */
  private static Response page(List<Batch> found, int limit) {
    List<InvalidationState> items = found.stream().limit(limit).map(Batch::toSummary).toList();
    String next = found.size() > limit ? items.getLast().id() : null;
    return Response.ok(new InvalidationPage(items, next)).build();
  }
}
