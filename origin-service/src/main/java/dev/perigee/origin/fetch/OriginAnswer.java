package dev.perigee.origin.fetch;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * An origin's response whose head has come. Its body comes as soon as it has a handler.
 *
 * @param request what it answers; reset to give the rest of the body up
 * @param watch runs on; whoever takes the answer takes it too
 */
record OriginAnswer(HttpClientRequest request, HttpClientResponse response, StallWatch watch) {}
