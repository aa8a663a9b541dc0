/**
 * Real neighbours for tests, and scripted ones.
 *
 * <p>Real: {@link dev.perigee.testkit.KafkaProcess}, {@link dev.perigee.testkit.GridProcesses},
 * {@link dev.perigee.testkit.PostgresProcess} and {@link dev.perigee.testkit.S3Process}, each with
 * a JVM and a class path of its own.
 */
@NullMarked
package dev.perigee.testkit;

import org.jspecify.annotations.NullMarked;
