/**
 * Who asks: AWS Signature Version 4, in the header and in the query.
 *
 * <p>{@link dev.perigee.config.auth.SignatureVerifier} is a pure function of a request, the clock
 * and the access keys.
 */
@NullMarked
package dev.perigee.config.auth;

import org.jspecify.annotations.NullMarked;
