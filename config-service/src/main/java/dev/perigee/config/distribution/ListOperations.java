package dev.perigee.config.distribution;

import static dev.perigee.config.api.OperationHandler.writing;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.ResourceTypes;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByConnectionModeRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByRealtimeLogConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByWebAclIdRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;

/** Lists of whole distributions in the API. */
@Singleton
final class ListOperations implements OperationFamily {

  /** Stands for those without a web ACL. */
  private static final String NO_WEB_ACL = "null";

  private static final Pattern WEB_ACL =
      Pattern.compile("arn:aws[a-z-]*:wafv2:[!-~]{1,1000}|[A-Za-z0-9-]{1,128}");

  private final DistributionLists lists;
  private final Resources resources;
  private final DistributionPages pages;

  ListOperations(DistributionLists lists, DistributionPages pages, Resources resources) {
    this.resources = resources;
    this.lists = lists;
    this.pages = pages;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        writing("ListDistributions", ListDistributionsRequest.class, this::all),
        writing(
            "ListDistributionsByConnectionMode",
            ListDistributionsByConnectionModeRequest.class,
            this::byConnectionMode),
        writing(
            "ListDistributionsByRealtimeLogConfig",
            ListDistributionsByRealtimeLogConfigRequest.class,
            this::byRealtimeLogConfig),
        writing(
            "ListDistributionsByWebACLId",
            ListDistributionsByWebAclIdRequest.class,
            this::byWebAcl));
  }

  private byte[] all(ListDistributionsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    return pages.write(paging, lists.all(call.caller().account(), paging));
  }

  /** Every distribution is a direct one. */
  private byte[] byConnectionMode(ListDistributionsByConnectionModeRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), text(request.maxItems()));
    return pages.write(
        paging,
        request.connectionMode() == ConnectionMode.DIRECT
            ? lists.all(call.caller().account(), paging)
            : nothing());
  }

  private byte[] byRealtimeLogConfig(
      ListDistributionsByRealtimeLogConfigRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    String account = call.caller().account();
    String name = name(account, request.realtimeLogConfigName(), request.realtimeLogConfigArn());
    return pages.write(
        paging,
        realtimeLogConfig(account, name)
            .map(used -> lists.using(account, used, paging))
            .orElseGet(ListOperations::nothing));
  }

  /** No distribution has a web ACL. */
  private byte[] byWebAcl(ListDistributionsByWebAclIdRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    if (!WEB_ACL.matcher(request.webACLId()).matches()) {
      throw new ApiException(
          "InvalidWebACLId",
          "WebACLId: " + request.webACLId() + " (expected: the ARN or id of a web ACL, or null)");
    }
    return pages.write(
        paging,
        request.webACLId().equals(NO_WEB_ACL)
            ? lists.all(call.caller().account(), paging)
            : nothing());
  }

  private Optional<Reference> realtimeLogConfig(String account, String name) {
    return Transactions.read(() ->
        resources
            .findByName(ResourceTypes.REALTIME_LOG_CONFIG, account, name)
            .map(found -> new Reference(ResourceKind.REALTIME_LOG_CONFIG, found.id())));
  }

  private static String name(String account, @Nullable String name, @Nullable String arn) {
    String prefix = ResourceKind.REALTIME_LOG_CONFIG.arn(account, "");
    if (arn != null && !arn.startsWith(prefix)) {
      throw ApiException.invalidArgument(
          "RealtimeLogConfigArn: " + arn + " (expected: " + prefix + " and a name)");
    }
    String byArn = arn == null ? name : arn.substring(prefix.length());
    if (byArn == null || (name != null && !name.equals(byArn))) {
      throw ApiException.invalidArgument(
          "expected either RealtimeLogConfigName or RealtimeLogConfigArn, or both of one");
    }
    return byArn;
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static Paging.Page<Entry> nothing() {
    return new Paging.Page<>(List.of(), null);
  }
}
