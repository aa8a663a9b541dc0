/**
 * What is made of a request when it has ended. Start with {@link dev.perigee.edge.report.Reports}.
 */
@NullMarked
package dev.perigee.edge.report;

import org.jspecify.annotations.NullMarked;
