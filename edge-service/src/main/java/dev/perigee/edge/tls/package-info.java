/**
 * HTTPS for viewers: which certificate and which security policy a server name gets. Start with
 * {@link dev.perigee.edge.tls.ServerContexts}.
 */
@NullMarked
package dev.perigee.edge.tls;

import org.jspecify.annotations.NullMarked;
