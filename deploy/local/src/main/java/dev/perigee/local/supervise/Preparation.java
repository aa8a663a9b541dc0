package dev.perigee.local.supervise;

import java.io.IOException;

/** Makes ready what a part needs to start. May block; must end when interrupted. */
@FunctionalInterface
public interface Preparation {
  Launch prepare() throws IOException, InterruptedException;
}
