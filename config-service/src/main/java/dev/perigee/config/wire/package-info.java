/**
 * CloudFront's REST-XML wire format, for all operations alike.
 *
 * <p>{@link dev.perigee.config.wire.ServiceModel} reads AWS's published model of the API: which
 * operation a method and path mean, and what the model demands of a value. {@link
 * dev.perigee.config.wire.RequestDecoder} and {@link dev.perigee.config.wire.ResponseEncoder} turn
 * HTTP into the AWS SDK's own model classes and back; those describe themselves, so that nothing
 * here knows a single operation by name.
 */
@NullMarked
package dev.perigee.config.wire;

import org.jspecify.annotations.NullMarked;
