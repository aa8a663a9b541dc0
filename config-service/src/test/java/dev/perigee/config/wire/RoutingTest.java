package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  private static final ServiceModel MODEL = ServiceModel.load();

  @ParameterizedTest
  @CsvSource({
    "POST, /2020-05-31/distribution, CreateDistribution",
    "POST, /2020-05-31/distribution/, CreateDistribution",
    "POST, /2020-05-31/distribution?WithTags, CreateDistributionWithTags",
    "POST, /2020-05-31/distribution?WithTags=, CreateDistributionWithTags",
    "POST, /2020-05-31/distribution/?WithTags, CreateDistributionWithTags",
    "GET, /2020-05-31/distribution?MaxItems=1, ListDistributions",
    "GET, /2020-05-31/distribution/E1, GetDistribution",
    "GET, /2020-05-31/distribution/E1/config, GetDistributionConfig",
    "POST, /2020-05-31/tagging?Operation=Tag&Resource=x, TagResource",
    "POST, /2020-05-31/tagging?Operation=Untag&Resource=x, UntagResource",
    "GET, /2020-05-31/tagging?Resource=x, ListTagsForResource",
    "GET, /2020-05-31/function/name?Stage=LIVE, GetFunction",
  })
  void aRequestMeansAnOperation(String method, String uri, String operation) {
    assertThat(MODEL.route(request(method, uri)).operation().name()).isEqualTo(operation);
  }

  @Test
  void aSlashInALabelIsEncoded() {
    ServiceModel.Route route =
        MODEL.route(
            request(
                "GET", "/2020-05-31/distributionsByOwnedResource/arn:aws:cloudfront::1:a%2Fb%20c"));
    assertThat(route.labels()).isEqualTo(Map.of("ResourceArn", "arn:aws:cloudfront::1:a/b c"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /2020-05-31/nothing, NoSuchResource",
    "GET, /, NoSuchResource",
    "GET, /2019-03-26/distribution, NoSuchResource",
    "PUT, /2020-05-31/distribution//config, MethodNotAllowed",
    "PUT, /2020-05-31/distribution/E1, MethodNotAllowed",
    "POST, /2020-05-31/tagging?Operation=Other, MethodNotAllowed",
    "GET, /2020-05-31/distribution/%zz, InvalidArgument",
    "GET, /2020-05-31/distribution/%, InvalidArgument",
    "GET, /2020-05-31/distribution/E%00, InvalidArgument",
  })
  void otherRequestsMeanNone(String method, String uri, String code) {
    assertThatThrownBy(() -> MODEL.route(request(method, uri)))
        .isInstanceOfSatisfying(
            ApiException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static WireRequest request(String method, String uri) {
    return new WireRequest(method, uri, Map.of(), new byte[0]);
  }
}
