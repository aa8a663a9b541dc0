/** TLS towards origins: its versions, and whose certificates are trusted. */
@NullMarked
package dev.perigee.origin.tls;

import org.jspecify.annotations.NullMarked;
