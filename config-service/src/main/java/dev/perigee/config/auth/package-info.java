/**
 * Who asks: AWS Signature Version 4, in the header and in the query.
 *
 * <p>{@link dev.perigee.config.auth.Authenticator} is asked; {@link
 * dev.perigee.config.auth.SignatureVerifier} is a pure function of a request, the clock and the
 * access keys. Who it was is a {@link dev.perigee.config.auth.Caller}, with an {@link
 * dev.perigee.config.auth.Access}.
 */
@NullMarked
package dev.perigee.config.auth;

import org.jspecify.annotations.NullMarked;
