package dev.perigee.contracts;

import java.util.List;

/**
 * One distribution as the data plane sees it: policies, origins and access controls resolved, so
 * that an edge needs nothing else to serve it.
 *
 * @param schema version of this record's form, {@link #SCHEMA}
 * @param id distribution id, upper case, as the API shows it
 * @param revision counts the published versions of this distribution from 1
 * @param domainName host name that the distribution owns, lower case
 * @param aliases further host names, lower case; {@code *.example.org} covers one label
 * @param enabled whether viewers are served; a disabled distribution answers 403
 * @param defaultRootObject object served for {@code /}, without a leading slash; empty for none
 * @param origins every origin that a behaviour names, ids unique
 * @param behaviors in order of precedence; the last one is the default and has the pattern {@code
 *     *}
 * @param errorRules minimum caching times of error responses, at most one per status
 */
public record DistributionSnapshot(
    int schema,
    String id,
    long revision,
    String domainName,
    List<String> aliases,
    boolean enabled,
    String defaultRootObject,
    List<Origin> origins,
    List<Behavior> behaviors,
    List<ErrorRule> errorRules) {

  /** The version of the JSON form that this code writes and reads. */
  public static final int SCHEMA = 1;

  public DistributionSnapshot {
    Schema.check("DistributionSnapshot", schema, SCHEMA);
    aliases = List.copyOf(aliases);
    origins = List.copyOf(origins);
    behaviors = List.copyOf(behaviors);
    errorRules = List.copyOf(errorRules);
  }
}
