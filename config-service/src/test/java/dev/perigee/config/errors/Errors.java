package dev.perigee.config.errors;

/** The errors of a family of operations. */
interface Errors {

  /** Asks for each of them, and fails where the answer is another. */
  void provoke(Api api);
}
