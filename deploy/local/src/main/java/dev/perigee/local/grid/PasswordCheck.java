package dev.perigee.local.grid;

import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.infinispan.server.core.security.sasl.SaslAuthenticator;

/** Lets one user in, by a mechanism that the JDK has for servers. */
final class PasswordCheck implements SaslAuthenticator {

  /** Of another age (RFC 2831, retired by RFC 6331), which TLS makes good here. */
  static final String MECHANISM = "DIGEST-MD5";

  /** That which Infinispan's client takes for granted. */
  private static final String REALM = "default";

  private final GridSecurity security;

  PasswordCheck(GridSecurity security) {
    this.security = security;
  }

  @Override
  public SaslServer createSaslServer(
      String mechanism,
      List<Principal> principals,
      String protocol,
      String serverName,
      Map<String, String> properties)
      throws SaslException {
    Map<String, String> own = new HashMap<>(properties);
    own.put("com.sun.security.sasl.digest.realm", REALM);
    return Sasl.createSaslServer(mechanism, protocol, serverName, own, this::answer);
  }

  /** A user of another name has no password, which none matches. */
  private void answer(Callback... callbacks) {
    boolean known =
        Arrays.stream(callbacks)
            .anyMatch(callback ->
                callback instanceof NameCallback name
                    && security.user().equals(name.getDefaultName()));
    for (Callback callback : callbacks) {
      if (callback instanceof PasswordCallback password && known) {
        password.setPassword(security.password().toCharArray());
      } else if (callback instanceof AuthorizeCallback authorize) {
        authorize.setAuthorized(
            authorize.getAuthenticationID().equals(authorize.getAuthorizationID()));
      }
    }
  }
}
