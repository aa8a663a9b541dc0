/** A certificate authority for one machine, so that HTTPS works where nobody has certificates. */
@NullMarked
package dev.perigee.local.certificate;

import org.jspecify.annotations.NullMarked;
