/**
 * How the suite's Java processes are started: where their programs lie ({@link
 * dev.perigee.local.launch.Installation}) and with which JVM options ({@link
 * dev.perigee.local.launch.JavaCommand}).
 */
@NullMarked
package dev.perigee.local.launch;

import org.jspecify.annotations.NullMarked;
