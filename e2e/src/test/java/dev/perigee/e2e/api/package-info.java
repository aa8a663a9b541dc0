/**
 * Every operation of the API, as its clients send it: the same story told by the AWS command line,
 * the AWS SDK for Java and botocore.
 *
 * <p>Start with {@link dev.perigee.e2e.api.EveryOperationIT}.
 */
@NullMarked
package dev.perigee.e2e.api;

import org.jspecify.annotations.NullMarked;
