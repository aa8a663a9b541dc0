package dev.perigee.config.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** For each operation that takes a body in XML, one that the model accepts, with every member. */
final class Documents {

  /**
   * A body.
   *
   * @param operation that takes it
   * @param xml in the API's namespace, UTF-8
   */
  record Document(Operation operation, String xml) {}

  private Documents() {}

  static List<Document> all(ServiceModel model, long seed) {
    List<Document> documents = new ArrayList<>();
    for (Operation operation : model.operations()) {
      SdkPojo request = (SdkPojo) new Specimens(seed).filled(operation.requestBuilder().get());
      byte @Nullable [] body = body(operation, request);
      if (body != null) {
        documents.add(new Document(operation, new String(body, StandardCharsets.UTF_8)));
      }
    }
    return documents;
  }

  private static byte @Nullable [] body(Operation operation, SdkPojo request) {
    SdkField<?> payload = RequestDecoder.payload(request);
    if (payload == null) {
      return operation.rootElement() == null
          ? null
          : XmlEncoder.encode(operation.rootElement(), request);
    }
    return payload.getValueOrDefault(request) instanceof SdkPojo value
        ? XmlEncoder.encode(Objects.requireNonNull(payload.locationName()), value)
        : null;
  }
}
