package dev.perigee.testkit.http;

/** Decides how an origin answers a request. Called by many threads at once. */
@FunctionalInterface
public interface Script {
  Answer answer(Received request);
}
