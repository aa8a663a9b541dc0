package dev.perigee.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One distribution as the data plane sees it: policies, origins and access controls resolved, so
 * that an edge needs nothing else to serve it.
 *
 * @param schema version of this record's form, {@link #SCHEMA}
 * @param id distribution id, upper case, as the API shows it
 * @param revision counts the published versions of this distribution from 1
 * @param account the account that owns it, 12 digits
 * @param domainName host name that the distribution owns, lower case
 * @param aliases further host names, lower case; {@code *.example.org} covers one label
 * @param enabled whether viewers are served; a disabled distribution answers 403
 * @param defaultRootObject object served for {@code /}, without a leading slash; empty for none
 * @param isStaging whether viewers reach it through its primary distribution only
 * @param staging the share of the viewers that a staging distribution serves; null for none
 * @param viewers how viewers may reach it, and which
 * @param reporting what is to be known of its requests
 * @param cacheTagHeader name of the origin's header that holds a response's cache tags, in lower
 *     case; null for none
 * @param origins every origin that a behaviour or a group names, ids unique
 * @param originGroups groups of two origins, ids unique and different from the origins'
 * @param behaviors in order of precedence; the last one is the default and has the pattern {@code
 *     *}
 * @param errorRules what becomes of error responses, at most one per status
 */
public record DistributionSnapshot(
    int schema,
    String id,
    long revision,
    String account,
    String domainName,
    List<String> aliases,
    boolean enabled,
    String defaultRootObject,
    boolean isStaging,
    @Nullable Staging staging,
    ViewerRules viewers,
    Reporting reporting,
    @Nullable String cacheTagHeader,
    List<Origin> origins,
    List<OriginGroup> originGroups,
    List<Behavior> behaviors,
    List<ErrorRule> errorRules) {

  /** The version of the JSON form that this code writes and reads. */
  public static final int SCHEMA = 2;

  public DistributionSnapshot {
    Schema.check("DistributionSnapshot", schema, SCHEMA);
    aliases = List.copyOf(aliases);
    origins = List.copyOf(origins);
    originGroups = List.copyOf(originGroups);
    behaviors = List.copyOf(behaviors);
    errorRules = List.copyOf(errorRules);
  }
}
