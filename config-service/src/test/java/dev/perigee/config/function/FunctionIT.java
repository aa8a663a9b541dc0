package dev.perigee.config.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStoreAssociation;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class FunctionIT extends FamilyFixture {

  private static final SdkBytes CODE =
      SdkBytes.fromUtf8String("function handler(event) {\n  return event.request;\n}\n");
  private static final SdkBytes OTHER_CODE =
      SdkBytes.fromUtf8String("function handler(event) { return event.response; }");

  @Test
  void aFunctionLivesInTwoStages() {
    String name = unique();
    CreateFunctionResponse created = create(cloudFront, name);
    FunctionSummary summary = created.functionSummary();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/function/" + name));
    assertThat(summary.status()).isEqualTo("UNPUBLISHED");
    assertThat(summary.functionMetadata().functionARN())
        .isEqualTo("arn:aws:cloudfront::" + ACCOUNT + ":function/" + name);
    assertThat(summary.functionMetadata().stageAsString()).isEqualTo("DEVELOPMENT");
    DescribeFunctionResponse described = cloudFront.describeFunction(r -> r.name(name));
    assertThat(described.functionSummary()).isEqualTo(summary);
    assertThat(described.eTag()).isEqualTo(created.eTag());
    assertThat(code(name, "DEVELOPMENT")).isEqualTo(CODE);
    assertRefused("NoSuchFunctionExists", () -> describe(name, "LIVE"));

    FunctionSummary published =
        cloudFront.publishFunction(r -> r.name(name).ifMatch(created.eTag())).functionSummary();
    assertThat(published.functionMetadata().stageAsString()).isEqualTo("LIVE");
    assertThat(published.status()).isEqualTo("UNASSOCIATED");
    assertThat(describe(name, "DEVELOPMENT").functionSummary().status()).isEqualTo("UNASSOCIATED");
    assertThat(describe(name, "DEVELOPMENT").eTag()).isEqualTo(created.eTag());
    String liveEtag = describe(name, "LIVE").eTag();

    UpdateFunctionResponse updated = update(name, created.eTag(), OTHER_CODE);
    assertThat(updated.eTag()).isNotEqualTo(created.eTag());
    assertThat(updated.functionSummary().status()).isEqualTo("UNPUBLISHED");
    assertThat(code(name, "DEVELOPMENT")).isEqualTo(OTHER_CODE);
    assertThat(code(name, "LIVE")).isEqualTo(CODE);
    assertThat(describe(name, "LIVE").eTag()).isEqualTo(liveEtag);

    cloudFront.publishFunction(r -> r.name(name).ifMatch(updated.eTag()));
    assertThat(code(name, "LIVE")).isEqualTo(OTHER_CODE);
    assertThat(describe(name, "LIVE").eTag()).isNotEqualTo(liveEtag);
    delete(name, updated.eTag());
    assertRefused("NoSuchFunctionExists", () -> describe(name, "LIVE"));
    assertRefused("NoSuchFunctionExists", () -> describe(name, "DEVELOPMENT"));
  }

  @Test
  void aFunctionHasTags() {
    String name = unique();
    CreateFunctionResponse created =
        cloudFront.createFunction(r ->
            r.name(name)
                .functionConfig(functionConfig(c -> {}))
                .functionCode(CODE)
                .tags(tags -> tags.items(tag("team", "web"))));
    String arn = created.functionSummary().functionMetadata().functionARN();
    cloudFront.tagResource(r -> r.resource(arn).tags(tags -> tags.items(tag("stage", "test"))));
    assertThat(cloudFront.listTagsForResource(r -> r.resource(arn)).tags().items())
        .containsExactly(tag("stage", "test"), tag("team", "web"));
    delete(name, created.eTag());
    assertRefused("NoSuchResource", () -> cloudFront.listTagsForResource(r -> r.resource(arn)));
    String again = create(cloudFront, name).eTag();
    assertThat(cloudFront.listTagsForResource(r -> r.resource(arn)).tags().items()).isEmpty();
    delete(name, again);
  }

  @Test
  void functionsAreListedByNameAndStage() {
    String first = "a" + unique();
    String second = "b" + unique();
    String etag = create(other, first).eTag();
    create(other, second);
    other.publishFunction(r -> r.name(first).ifMatch(etag));
    assertThat(listed(null)).containsSubsequence(first + "LIVE", second + "DEVELOPMENT");
    assertThat(listed(null)).contains(first + "DEVELOPMENT").hasSize(3);
    assertThat(listed("LIVE")).containsExactly(first + "LIVE");
    assertThat(listed("DEVELOPMENT"))
        .containsExactly(first + "DEVELOPMENT", second + "DEVELOPMENT");
    for (String name : List.of(first, second)) {
      other.deleteFunction(
          r -> r.name(name).ifMatch(other.describeFunction(d -> d.name(name)).eTag()));
    }
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    String name = unique();
    CreateFunctionResponse created = create(cloudFront, name);
    assertRefused("FunctionAlreadyExists", () -> create(cloudFront, name));
    assertRefused("InvalidArgument", () -> create(cloudFront, "a b"));
    assertRefused(
        "FunctionSizeLimitExceeded",
        () ->
            cloudFront.createFunction(r ->
                r.name(unique())
                    .functionConfig(functionConfig(c -> {}))
                    .functionCode(SdkBytes.fromByteArray(new byte[10_241]))));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.createFunction(r ->
                r.name(unique())
                    .functionConfig(functionConfig(c -> c.runtime("cloudfront-js-0.5")))
                    .functionCode(CODE)));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.createFunction(r ->
                r.name(unique())
                    .functionConfig(functionConfig(this::withStore))
                    .functionCode(CODE)));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.updateFunction(r ->
                r.name(name)
                    .ifMatch(created.eTag())
                    .functionConfig(functionConfig(this::withStore))
                    .functionCode(CODE)));
    assertRefused(
        "FunctionSizeLimitExceeded",
        () -> update(name, created.eTag(), SdkBytes.fromByteArray(new byte[10_241])));
    assertRefused("PreconditionFailed", () -> update(name, "ESTALE", CODE));
    assertRefused("InvalidIfMatchVersion", () -> update(name, "", CODE));
    assertRefused("NoSuchFunctionExists", () -> update("none", "E", CODE));
    assertRefused(
        "PreconditionFailed", () -> cloudFront.publishFunction(r -> r.name(name).ifMatch("E")));
    assertRefused(
        "InvalidIfMatchVersion", () -> cloudFront.publishFunction(r -> r.name(name).ifMatch("")));
    assertRefused(
        "NoSuchFunctionExists", () -> cloudFront.publishFunction(r -> r.name("none").ifMatch("E")));
    assertRefused(
        "InvalidArgument", () -> cloudFront.publishFunction(r -> r.name("a b").ifMatch("E")));
    assertRefused("NoSuchFunctionExists", () -> other.getFunction(r -> r.name(name)));
    assertRefused("InvalidArgument", () -> cloudFront.listFunctions(r -> r.stage("BOTH")));
    assertRefused(
        "UnsupportedOperation",
        () ->
            cloudFront.testFunction(r ->
                r.name(name).ifMatch(created.eTag()).eventObject(SdkBytes.fromUtf8String("{}"))));
    assertRefused("PreconditionFailed", () -> delete(name, "E"));
    assertRefused("InvalidIfMatchVersion", () -> delete(name, ""));
    assertRefused("NoSuchFunctionExists", () -> delete("none", "E"));
    assertRefused("AccessDenied", () -> purger.listFunctions(r -> {}));
    assertRefused(
        "InvalidFunctionAssociation",
        () ->
            distributionId(b ->
                b.functionAssociations(f ->
                    f.quantity(1)
                        .items(
                            FunctionAssociation.builder()
                                .eventType("viewer-request")
                                .functionARN(
                                    created.functionSummary().functionMetadata().functionARN())
                                .build()))));
    delete(name, created.eTag());
  }

  @Test
  void anAccountHasRoomForAHundred() {
    List<CreateFunctionResponse> created = new ArrayList<>();
    for (int i = cloudFront.listFunctions(r -> r.stage("DEVELOPMENT")).functionList().quantity();
        i < 100;
        i++) {
      created.add(create(cloudFront, unique()));
    }
    assertRefused("TooManyFunctions", () -> create(cloudFront, unique()));
    created.forEach(each -> delete(each.functionSummary().name(), each.eTag()));
  }

  private List<String> listed(@Nullable String stage) {
    List<String> names = new ArrayList<>();
    String marker = null;
    do {
      String from = marker;
      var page = other.listFunctions(r -> r.stage(stage).marker(from).maxItems("2")).functionList();
      page.items()
          .forEach(item -> names.add(item.name() + item.functionMetadata().stageAsString()));
      marker = page.nextMarker();
    } while (marker != null);
    return names;
  }

  private SdkBytes code(String name, String stage) {
    var found = cloudFront.getFunction(r -> r.name(name).stage(stage));
    assertThat(found.eTag()).isEqualTo(describe(name, stage).eTag());
    assertThat(found.contentType()).isEqualTo("application/octet-stream");
    return Objects.requireNonNull(found.functionCode());
  }

  private DescribeFunctionResponse describe(String name, String stage) {
    return cloudFront.describeFunction(r -> r.name(name).stage(stage));
  }

  private UpdateFunctionResponse update(String name, String etag, SdkBytes code) {
    return cloudFront.updateFunction(
        r -> r.name(name).ifMatch(etag).functionConfig(functionConfig(c -> {})).functionCode(code));
  }

  private void delete(String name, String etag) {
    cloudFront.deleteFunction(r -> r.name(name).ifMatch(etag));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static CreateFunctionResponse create(CloudFrontClient client, String name) {
    return client.createFunction(
        r -> r.name(name).functionConfig(functionConfig(c -> {})).functionCode(CODE));
  }

  private void withStore(FunctionConfig.Builder config) {
    config.keyValueStoreAssociations(associations ->
        associations
            .quantity(1)
            .items(
                KeyValueStoreAssociation.builder()
                    .keyValueStoreARN(
                        "arn:aws:cloudfront::" + ACCOUNT + ":key-value-store/" + unique())
                    .build()));
  }

  private static FunctionConfig functionConfig(Consumer<FunctionConfig.Builder> change) {
    FunctionConfig.Builder config =
        FunctionConfig.builder().comment("").runtime("cloudfront-js-2.0");
    change.accept(config);
    return config.build();
  }
}
