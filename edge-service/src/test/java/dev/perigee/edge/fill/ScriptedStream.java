package dev.perigee.edge.fill;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** A response's stream as the test plays it. */
final class ScriptedStream {

  /** The method that throws when it is called next; empty for none. */
  String failingAt = "";

  boolean cancelled;

  private Handler<Buffer> onData = _ -> {};
  private Runnable onEnd = () -> {};
  private Handler<Throwable> onFailure = _ -> {};

  HttpClientResponse response() {
    return proxy(
        HttpClientResponse.class,
        (self, called, arguments) -> {
          String name = called.getName();
          if (name.equals(failingAt)) {
            failingAt = "";
            throw new IllegalStateException("scripted");
          }
          switch (name) {
            case "handler" -> onData = handler(arguments[0]);
            case "endHandler" -> onEnd = () -> handler(arguments[0]).handle(null);
            case "exceptionHandler" -> onFailure = handler(arguments[0]);
            case "pause", "resume" -> {}
            case "request" -> {
              return request();
            }
            default -> throw new UnsupportedOperationException(name);
          }
          return self;
        });
  }

  private HttpClientRequest request() {
    return proxy(
        HttpClientRequest.class,
        (_, called, _) -> {
          if (!called.getName().equals("reset")) {
            throw new UnsupportedOperationException(called.getName());
          }
          cancelled = true;
          onFailure.handle(new IllegalStateException("cancelled"));
          return true;
        });
  }

  void data(String part) {
    onData.handle(Buffer.buffer(part));
  }

  /** A part that cannot be read. */
  void dataThatThrows(Error error) {
    onData.handle(
        proxy(
            Buffer.class,
            (_, _, _) -> {
              throw error;
            }));
  }

  void end() {
    onEnd.run();
  }

  @SuppressWarnings("unchecked")
  private static <T> Handler<T> handler(Object handler) {
    return (Handler<T>) handler;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler behavior) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behavior));
  }
}
