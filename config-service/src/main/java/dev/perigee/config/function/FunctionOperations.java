package dev.perigee.config.function;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.tagging.Tags;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListFunctionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListFunctionsResponse;
import software.amazon.awssdk.services.cloudfront.model.PublishFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.PublishFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionResponse;

/** Functions in the API. */
@Singleton
final class FunctionOperations implements OperationFamily {

  private static final String CODE_TYPE = "application/octet-stream";

  private final Functions functions;

  FunctionOperations(Functions functions) {
    this.functions = functions;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateFunction", CreateFunctionRequest.class, this::create),
        on("DescribeFunction", DescribeFunctionRequest.class, this::describe),
        on("GetFunction", GetFunctionRequest.class, this::get),
        on("UpdateFunction", UpdateFunctionRequest.class, this::update),
        on("PublishFunction", PublishFunctionRequest.class, this::publish),
        on("DeleteFunction", DeleteFunctionRequest.class, this::delete),
        on("ListFunctions", ListFunctionsRequest.class, this::list));
  }

  private CreateFunctionResponse create(CreateFunctionRequest request, Call call) {
    String account = call.caller().account();
    StagedFunction created =
        functions.create(
            account,
            request.name(),
            FunctionRules.config(account, request.functionConfig()),
            FunctionRules.code(request.functionCode()),
            Tags.of(request.tags()));
    return CreateFunctionResponse.builder()
        .functionSummary(summary(created))
        .location(call.location(ResourceKind.FUNCTION, created.name()))
        .eTag(created.etag())
        .build();
  }

  private DescribeFunctionResponse describe(DescribeFunctionRequest request, Call call) {
    StagedFunction found = find(request.name(), request.stage(), call);
    return DescribeFunctionResponse.builder()
        .functionSummary(summary(found))
        .eTag(found.etag())
        .build();
  }

  private GetFunctionResponse get(GetFunctionRequest request, Call call) {
    StagedFunction found = find(request.name(), request.stage(), call);
    return GetFunctionResponse.builder()
        .functionCode(SdkBytes.fromByteArray(found.code()))
        .contentType(CODE_TYPE)
        .eTag(found.etag())
        .build();
  }

  private UpdateFunctionResponse update(UpdateFunctionRequest request, Call call) {
    String account = call.caller().account();
    StagedFunction updated =
        functions.update(
            account,
            request.name(),
            request.ifMatch(),
            FunctionRules.config(account, request.functionConfig()),
            FunctionRules.code(request.functionCode()));
    return UpdateFunctionResponse.builder()
        .functionSummary(summary(updated))
        .eTag(updated.etag())
        .build();
  }

  private PublishFunctionResponse publish(PublishFunctionRequest request, Call call) {
    StagedFunction published =
        functions.publish(call.caller().account(), request.name(), request.ifMatch());
    return PublishFunctionResponse.builder().functionSummary(summary(published)).build();
  }

  private DeleteFunctionResponse delete(DeleteFunctionRequest request, Call call) {
    functions.delete(call.caller().account(), request.name(), request.ifMatch());
    return DeleteFunctionResponse.builder().build();
  }

  private ListFunctionsResponse list(ListFunctionsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<StagedFunction> page =
        functions.list(call.caller().account(), request.stage(), paging);
    return ListFunctionsResponse.builder()
        .functionList(list ->
            list.maxItems(paging.maxItems())
                .nextMarker(page.nextMarker())
                .quantity(page.items().size())
                .items(page.items().stream().map(FunctionOperations::summary).toList()))
        .build();
  }

  private StagedFunction find(String name, @Nullable FunctionStage stage, Call call) {
    return functions.get(
        call.caller().account(), name, stage == null ? FunctionStage.DEVELOPMENT : stage);
  }

  private static FunctionSummary summary(StagedFunction function) {
    return FunctionSummary.builder()
        .name(function.name())
        .status(function.published() ? "UNASSOCIATED" : "UNPUBLISHED")
        .functionConfig(function.config())
        .functionMetadata(metadata ->
            metadata
                .functionARN(ResourceKind.FUNCTION.arn(function.account(), function.name()))
                .stage(function.stage())
                .createdTime(function.created())
                .lastModifiedTime(function.lastModified()))
        .build();
  }
}
