package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Every operation there and back, against the SDK's own client. */
class RoundTripTest {

  private static final int OPERATIONS = 167;
  private static final ServiceModel MODEL = ServiceModel.load();

  static Collection<Operation> operations() {
    return MODEL.operations();
  }

  @Test
  void theModelIsComplete() {
    assertThat(MODEL.operations()).hasSize(OPERATIONS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void whatTheSdkSendsIsDecodedAndWhatIsEncodedTheSdkReads(Operation operation) throws Exception {
    long seed = operation.name().hashCode();
    Specimens specimens = new Specimens(seed);
    SdkPojo request = (SdkPojo) specimens.filled(operation.requestBuilder().get());
    Method call = clientMethod(request.getClass());
    SdkPojo response =
        (SdkPojo)
            specimens.filled((SdkPojo) call.getReturnType().getMethod("builder").invoke(null));
    List<Object> decoded = new ArrayList<>();
    try (CloudFrontClient client =
        SdkLoop.client(wire -> {
          ServiceModel.Route route = MODEL.route(wire);
          assertThat(route.operation().name()).isEqualTo(operation.name());
          decoded.add(RequestDecoder.decode(route.operation(), route.labels(), wire));
          return ResponseEncoder.encode(operation, response, "test");
        })) {
      SdkPojo read = (SdkPojo) call.invoke(client, request);
      assertThat(decoded).as("seed %d", seed).containsExactly(request);
      assertThat(read.equalsBySdkFields(response)).as("%s%nis not%n%s", read, response).isTrue();
    }
  }

  private static Method clientMethod(Class<?> requestClass) {
    return Stream.of(CloudFrontClient.class.getMethods())
        .filter(method ->
            method.getParameterCount() == 1 && method.getParameterTypes()[0] == requestClass)
        .findFirst()
        .orElseThrow();
  }
}
