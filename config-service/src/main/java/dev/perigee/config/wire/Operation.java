package dev.perigee.config.wire;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation of the API.
 *
 * @param name as AWS documents it, for example {@code CreateDistribution}
 * @param method HTTP method
 * @param uri path and, where several operations share one, query flag
 * @param status HTTP status of success
 * @param inputShape name of the request's shape in the service model; null for no input
 * @param rootElement name of the body's root element where the request's own members are the body;
 *     null where the body is one member, or there is none
 * @param outputShape name of the response's shape in the service model; null for no output
 * @param requestBuilder makes an empty builder of the SDK's request class
 */
public record Operation(
    String name,
    String method,
    UriTemplate uri,
    int status,
    @Nullable String inputShape,
    @Nullable String rootElement,
    @Nullable String outputShape,
    Supplier<SdkPojo> requestBuilder) {}
