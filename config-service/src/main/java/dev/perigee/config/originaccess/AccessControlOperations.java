package dev.perigee.config.originaccess;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.distribution.Distributions;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.IfMatch;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControl;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSummary;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlResponse;

/** Origin access controls in the API. */
@Singleton
final class AccessControlOperations implements OperationFamily {

  private static final int MAX_NAME_CHARACTERS = 64;
  private static final int MAX_DESCRIPTION_CHARACTERS = 256;

  private final AccessControlRepository rows;
  private final Distributions distributions;

  AccessControlOperations(AccessControlRepository rows, Distributions distributions) {
    this.rows = rows;
    this.distributions = distributions;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateOriginAccessControl", CreateOriginAccessControlRequest.class, this::create),
        on("GetOriginAccessControl", GetOriginAccessControlRequest.class, this::get),
        on(
            "GetOriginAccessControlConfig",
            GetOriginAccessControlConfigRequest.class,
            this::getConfig),
        on("UpdateOriginAccessControl", UpdateOriginAccessControlRequest.class, this::update),
        on("DeleteOriginAccessControl", DeleteOriginAccessControlRequest.class, this::delete),
        on("ListOriginAccessControls", ListOriginAccessControlsRequest.class, this::list));
  }

  private CreateOriginAccessControlResponse create(
      CreateOriginAccessControlRequest request, Call call) {
    OriginAccessControlConfig config = checked(request.originAccessControlConfig());
    AccessControlRow created =
        Transactions.change(() -> {
          checkName(config.name(), "");
          AccessControlRow row = new AccessControlRow(Ids.next());
          row.config(config, Ids.next());
          rows.persistAndFlush(row);
          return row;
        });
    return CreateOriginAccessControlResponse.builder()
        .originAccessControl(control(created))
        .location(call.location("origin-access-control/" + created.id))
        .eTag(created.etag)
        .build();
  }

  private GetOriginAccessControlResponse get(GetOriginAccessControlRequest request) {
    AccessControlRow row = Transactions.read(() -> rows.get(request.id()));
    return GetOriginAccessControlResponse.builder()
        .originAccessControl(control(row))
        .eTag(row.etag)
        .build();
  }

  private GetOriginAccessControlConfigResponse getConfig(
      GetOriginAccessControlConfigRequest request) {
    AccessControlRow row = Transactions.read(() -> rows.get(request.id()));
    return GetOriginAccessControlConfigResponse.builder()
        .originAccessControlConfig(row.config())
        .eTag(row.etag)
        .build();
  }

  private UpdateOriginAccessControlResponse update(UpdateOriginAccessControlRequest request) {
    OriginAccessControlConfig config = checked(request.originAccessControlConfig());
    AccessControlRow updated =
        Transactions.change(() -> {
          AccessControlRow row = rows.lock(request.id());
          IfMatch.check(request.ifMatch(), row.etag);
          checkName(config.name(), row.id);
          row.config(config, Ids.next());
          rows.flush();
          distributions.accessControlChanged(row.id);
          return row;
        });
    return UpdateOriginAccessControlResponse.builder()
        .originAccessControl(control(updated))
        .eTag(updated.etag)
        .build();
  }

  private DeleteOriginAccessControlResponse delete(DeleteOriginAccessControlRequest request) {
    return Transactions.change(() -> {
      AccessControlRow row = rows.lock(request.id());
      IfMatch.check(request.ifMatch(), row.etag);
      if (distributions.isUsed(row.id)) {
        throw new ApiException("OriginAccessControlInUse", "a distribution uses " + request.id());
      }
      rows.delete(row);
      return DeleteOriginAccessControlResponse.builder().build();
    });
  }

  private ListOriginAccessControlsResponse list(ListOriginAccessControlsRequest request) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<AccessControlRow> page =
        Transactions.read(
            () -> paging.page(rows.after(paging.marker(), paging.maxItems() + 1), row -> row.id));
    return ListOriginAccessControlsResponse.builder()
        .originAccessControlList(list -> {
          list.marker(paging.marker())
              .maxItems(paging.maxItems())
              .isTruncated(page.isTruncated())
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(page.items().stream().map(AccessControlOperations::summary).toList());
          }
        })
        .build();
  }

  private void checkName(String name, String ownId) {
    rows.findByName(name)
        .filter(other -> !other.id.equals(ownId))
        .ifPresent(other -> {
          throw new ApiException(
              "OriginAccessControlAlreadyExists", "Name: " + other.id + " has the name " + name);
        });
  }

  private static OriginAccessControlConfig checked(OriginAccessControlConfig config) {
    if (config.name().isEmpty() || config.name().length() > MAX_NAME_CHARACTERS) {
      throw ApiException.invalidArgument(
          "Name: " + config.name() + " (expected: 1 to " + MAX_NAME_CHARACTERS + " characters)");
    }
    if (config.description() != null
        && config.description().length() > MAX_DESCRIPTION_CHARACTERS) {
      throw ApiException.invalidArgument(
          "Description: expected at most " + MAX_DESCRIPTION_CHARACTERS + " characters");
    }
    if (config.originAccessControlOriginType() != OriginAccessControlOriginTypes.S3) {
      throw ApiException.invalidArgument(
          "OriginAccessControlOriginType: "
              + config.originAccessControlOriginTypeAsString()
              + ": Perigee does not support this yet");
    }
    if (config.signingBehavior() == OriginAccessControlSigningBehaviors.UNKNOWN_TO_SDK_VERSION) {
      throw ApiException.invalidArgument(
          "SigningBehavior: "
              + config.signingBehaviorAsString()
              + ": Perigee does not support this yet");
    }
    return config.description() == null ? config.toBuilder().description("").build() : config;
  }

  private static OriginAccessControl control(AccessControlRow row) {
    return OriginAccessControl.builder().id(row.id).originAccessControlConfig(row.config()).build();
  }

  private static OriginAccessControlSummary summary(AccessControlRow row) {
    OriginAccessControlConfig config = row.config();
    return OriginAccessControlSummary.builder()
        .id(row.id)
        .name(config.name())
        .description(config.description())
        .signingProtocol(config.signingProtocolAsString())
        .signingBehavior(config.signingBehaviorAsString())
        .originAccessControlOriginType(config.originAccessControlOriginTypeAsString())
        .build();
  }
}
