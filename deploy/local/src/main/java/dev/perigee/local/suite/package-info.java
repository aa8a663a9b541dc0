/**
 * The whole of Perigee on one machine. {@link dev.perigee.local.suite.SuiteDefinition} lists the
 * parts and how they are wired; {@link dev.perigee.local.suite.Suite} brings them up and down.
 */
@NullMarked
package dev.perigee.local.suite;

import org.jspecify.annotations.NullMarked;
