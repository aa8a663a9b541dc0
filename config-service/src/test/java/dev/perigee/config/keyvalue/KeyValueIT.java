package dev.perigee.config.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.Neighbours;
import dev.perigee.config.audit.AuditQuery;
import dev.perigee.config.audit.AuditTrail;
import dev.perigee.config.auth.Caller;
import dev.perigee.config.auth.SignedHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyValueStoreResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStore;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ConflictException;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.DescribeKeyValueStoreResponse;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ListKeysResponseListItem;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.PutKeyRequestListItem;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.PutKeyResponse;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.UpdateKeysResponse;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ValidationException;

/** By AWS's clients: that of CloudFront, and that of key value stores, which signs by SigV4A. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class KeyValueIT {

  @TestHTTPResource URI endpoint;
  @Inject AuditTrail trail;

  private CloudFrontClient cloudFront;
  private CloudFrontKeyValueStoreClient keyValues;

  @BeforeEach
  void open() {
    cloudFront =
        CloudFrontClient.builder()
            .endpointOverride(URI.create("http://" + endpoint.getAuthority()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials("TESTKEY", "test-secret"))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
    keyValues = keyValues("TESTKEY", "test-secret");
  }

  @AfterEach
  void close() {
    cloudFront.close();
    keyValues.close();
  }

  @Test
  void aStoreLives() {
    String name = "store-" + UUID.randomUUID();
    CreateKeyValueStoreResponse created =
        cloudFront.createKeyValueStore(r -> r.name(name).comment("first"));
    KeyValueStore store = created.keyValueStore();
    assertThat(store.arn())
        .matches("arn:aws:cloudfront::000000000000:key-value-store/[0-9a-f-]{36}")
        .endsWith(store.id());
    assertThat(store.status()).isEqualTo("READY");
    assertThat(created.location()).endsWith("/2020-05-31/key-value-store/" + name);
    assertRefused("EntityAlreadyExists", () -> cloudFront.createKeyValueStore(r -> r.name(name)));
    assertRefused(
        "PreconditionFailed",
        () -> cloudFront.updateKeyValueStore(r -> r.name(name).ifMatch("ESTALE").comment("x")));
    String updated =
        cloudFront
            .updateKeyValueStore(r -> r.name(name).ifMatch(created.eTag()).comment("second"))
            .eTag();
    assertThat(cloudFront.describeKeyValueStore(r -> r.name(name)).keyValueStore().comment())
        .isEqualTo("second");
    assertThat(cloudFront.listKeyValueStores(r -> r.status("READY")).keyValueStoreList().items())
        .anyMatch(item -> item.id().equals(store.id()));
    assertThat(
            cloudFront
                .listKeyValueStores(r -> r.status("PROVISIONING"))
                .keyValueStoreList()
                .quantity())
        .isZero();

    String arn = store.arn();
    put(arn, "key", "value");
    cloudFront.deleteKeyValueStore(r -> r.name(name).ifMatch(updated));
    assertRefused("EntityNotFound", () -> cloudFront.describeKeyValueStore(r -> r.name(name)));
    assertThatThrownBy(() -> keyValues.getKey(r -> r.kvsARN(arn).key("key")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void importingIsRefused() {
    assertRefused(
        "UnsupportedOperation",
        () ->
            cloudFront.createKeyValueStore(r ->
                r.name("imported")
                    .importSource(s -> s.sourceType("S3").sourceARN("arn:aws:s3:::b/k"))));
  }

  @Test
  void aStoreHasTagsUntilItGoes() {
    String name = UUID.randomUUID().toString();
    var created =
        cloudFront.createKeyValueStore(
            r -> r.name(name).tags(tags -> tags.items(t -> t.key("a").value("1"))));
    String arn = created.keyValueStore().arn();
    cloudFront.tagResource(r -> r.resource(arn).tags(t -> t.items(i -> i.key("b").value("2"))));
    cloudFront.untagResource(r -> r.resource(arn).tagKeys(k -> k.items("a")));
    assertThat(cloudFront.listTagsForResource(r -> r.resource(arn)).tags().items())
        .containsExactly(Tag.builder().key("b").value("2").build());
    assertRefused(
        "InvalidTagging",
        () ->
            cloudFront.createKeyValueStore(r ->
                r.name(UUID.randomUUID().toString())
                    .tags(tags -> tags.items(t -> t.key("aws:a").value("1")))));
    cloudFront.deleteKeyValueStore(r -> r.name(name).ifMatch(created.eTag()));
    assertRefused("NoSuchResource", () -> cloudFront.listTagsForResource(r -> r.resource(arn)));
  }

  @Test
  void keysComeAndGo() {
    String arn = create();
    DescribeKeyValueStoreResponse empty = keyValues.describeKeyValueStore(r -> r.kvsARN(arn));
    assertThat(empty.itemCount()).isZero();
    assertThat(empty.kvsARN()).isEqualTo(arn);
    assertThat(empty.status()).isEqualTo("READY");
    assertThat(empty.created()).isNotNull();

    PutKeyResponse put =
        keyValues.putKey(r -> r.kvsARN(arn).key("a/b c?ü").value("1").ifMatch(empty.eTag()));
    assertThat(put.itemCount()).isEqualTo(1);
    assertThat(put.totalSizeInBytes()).isEqualTo(9);
    assertThat(keyValues.getKey(r -> r.kvsARN(arn).key("a/b c?ü")).value()).isEqualTo("1");
    assertThatThrownBy(
            () -> keyValues.putKey(r -> r.kvsARN(arn).key("x").value("1").ifMatch(empty.eTag())))
        .isInstanceOf(ConflictException.class);

    UpdateKeysResponse updated =
        keyValues.updateKeys(r ->
            r.kvsARN(arn)
                .ifMatch(put.eTag())
                .puts(put("c", "33"), put("b", "2"), put("B", ""))
                .deletes(d -> d.key("a/b c?ü")));
    assertThat(updated.itemCount()).isEqualTo(3);
    assertThat(updated.totalSizeInBytes()).isEqualTo(6);
    assertThatThrownBy(
            () -> keyValues.deleteKey(r -> r.kvsARN(arn).key("no").ifMatch(updated.eTag())))
        .isInstanceOf(ResourceNotFoundException.class);
    String last = keyValues.deleteKey(r -> r.kvsARN(arn).key("c").ifMatch(updated.eTag())).eTag();
    DescribeKeyValueStoreResponse after = keyValues.describeKeyValueStore(r -> r.kvsARN(arn));
    assertThat(after.eTag()).isEqualTo(last);
    assertThat(after.itemCount()).isEqualTo(2);
    assertThat(after.totalSizeInBytes()).isEqualTo(3);
    assertThat(keyValues.listKeys(r -> r.kvsARN(arn)).items())
        .extracting(ListKeysResponseListItem::key)
        .containsExactly("B", "b");

    String id = arn.substring(arn.indexOf('/') + 1);
    assertThat(
            trail.find(Caller.DEFAULT_ACCOUNT, new AuditQuery(null, null, id, null, 10)).changes())
        .extracting(AuditTrail.Entry::operation)
        .containsExactly(
            "cloudfront-keyvaluestore:DeleteKey",
            "cloudfront-keyvaluestore:UpdateKeys",
            "cloudfront-keyvaluestore:PutKey",
            "cloudfront:CreateKeyValueStore");
  }

  @Test
  void keysComeInPages() {
    String arn = create();
    List<String> keys = IntStream.range(0, 12).mapToObj(i -> "key%02d".formatted(i)).toList();
    List<String> shuffled = new ArrayList<>(keys);
    Collections.reverse(shuffled);
    keyValues.updateKeys(r ->
        r.kvsARN(arn)
            .ifMatch(etag(arn))
            .puts(shuffled.stream().map(key -> put(key, "v")).toList()));
    List<String> found = new ArrayList<>();
    keyValues
        .listKeysPaginator(r -> r.kvsARN(arn).maxResults(5))
        .items()
        .forEach(item -> found.add(item.key()));
    assertThat(found).isEqualTo(keys);
    assertThatThrownBy(() -> keyValues.listKeys(r -> r.kvsARN(arn).maxResults(51)))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void aStoreHasNoMoreThanFiveMebibytes() {
    String arn = create();
    String value = "v".repeat(Edits.MAX_VALUE_BYTES);
    String padding = "k".repeat(500);
    long most = Contents.MAX_STORE_BYTES / (50L * (1_024 + 505));
    for (int batch = 0; batch < most; batch++) {
      String prefix = "%02d".formatted(batch);
      keyValues.updateKeys(r ->
          r.kvsARN(arn)
              .ifMatch(etag(arn))
              .puts(
                  IntStream.range(0, 50)
                      .mapToObj(i -> put(prefix + "-%02d".formatted(i) + padding, value))
                      .toList()));
    }
    DescribeKeyValueStoreResponse full = keyValues.describeKeyValueStore(r -> r.kvsARN(arn));
    assertThatThrownBy(() ->
            keyValues.updateKeys(r ->
                r.kvsARN(arn)
                    .ifMatch(full.eTag())
                    .puts(
                        IntStream.range(0, 50)
                            .mapToObj(i -> put("zz-%02d".formatted(i) + padding, value))
                            .toList())))
        .isInstanceOf(ServiceQuotaExceededException.class);
    assertThat(keyValues.describeKeyValueStore(r -> r.kvsARN(arn)).equalsBySdkFields(full))
        .isTrue();
  }

  @Test
  void ofConcurrentChangesOfOneVersionOneWins() throws Exception {
    String arn = create();
    String etag = etag(arn);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String key = "k" + i;
      attempts.add(() -> {
        try {
          keyValues.putKey(r -> r.kvsARN(arn).key(key).value("v").ifMatch(etag));
          return true;
        } catch (ConflictException e) {
          return false;
        }
      });
    }
    int wins = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        wins += attempt.get() ? 1 : 0;
      }
    }
    assertThat(wins).isEqualTo(1);
    assertThat(keyValues.describeKeyValueStore(r -> r.kvsARN(arn)).itemCount()).isEqualTo(1);
  }

  @Test
  void whoMayNotIsToldSo() {
    String arn = create();
    try (CloudFrontKeyValueStoreClient wrong = keyValues("TESTKEY", "wrong");
        CloudFrontKeyValueStoreClient reader = keyValues("READER", "reader-secret");
        CloudFrontKeyValueStoreClient other = keyValues("OTHER", "other-secret")) {
      assertRefused(
          "InvalidSignatureException", () -> wrong.describeKeyValueStore(r -> r.kvsARN(arn)));
      assertThat(reader.describeKeyValueStore(r -> r.kvsARN(arn)).itemCount()).isZero();
      assertRefused(
          "AccessDeniedException",
          () -> reader.putKey(r -> r.kvsARN(arn).key("k").value("v").ifMatch(etag(arn))));
      assertRefused(
          "ResourceNotFoundException", () -> other.describeKeyValueStore(r -> r.kvsARN(arn)));
    }
  }

  @Test
  void theSymmetricSignatureIsTakenToo() throws IOException, InterruptedException {
    String path =
        "/key-value-stores/" + URLEncoder.encode(create(), StandardCharsets.UTF_8) + "/keys";
    SignedHttp http =
        new SignedHttp(endpoint, "TESTKEY", "test-secret").service("cloudfront-keyvaluestore");
    HttpResponse<String> listed = http.send("GET", path, "");
    assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
    assertThat(listed.body()).isEqualTo("{\"Items\":[]}");
    HttpResponse<String> forCloudFront =
        new SignedHttp(endpoint, "TESTKEY", "test-secret").send("GET", path, "");
    assertThat(forCloudFront.statusCode()).isEqualTo(403);
    assertThat(forCloudFront.headers().firstValue("x-amzn-ErrorType"))
        .contains("InvalidSignatureException");
  }

  private String create() {
    return cloudFront
        .createKeyValueStore(r -> r.name("store-" + UUID.randomUUID()))
        .keyValueStore()
        .arn();
  }

  private void put(String arn, String key, String value) {
    keyValues.putKey(r -> r.kvsARN(arn).key(key).value(value).ifMatch(etag(arn)));
  }

  private String etag(String arn) {
    return keyValues.describeKeyValueStore(r -> r.kvsARN(arn)).eTag();
  }

  private CloudFrontKeyValueStoreClient keyValues(String accessKeyId, String secret) {
    return CloudFrontKeyValueStoreClient.builder()
        .endpointOverride(URI.create("http://localhost:" + endpoint.getPort()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials(accessKeyId, secret))
        .httpClient(new LoopbackClient())
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  private static AwsCredentialsProvider credentials(String accessKeyId, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
  }

  private static PutKeyRequestListItem put(String key, String value) {
    return PutKeyRequestListItem.builder().key(key).value(value).build();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
