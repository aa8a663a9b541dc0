package dev.perigee.config.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.config.storage.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what was recorded. */
@ApplicationScoped
public class AuditTrail {

  private final ChangeRepository changes;

  AuditTrail(ChangeRepository changes) {
    this.changes = changes;
  }

  /**
   * A page of changes, the newest first.
   *
   * @param nextMarker where the next page begins; null on the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<Entry> changes, @Nullable String nextMarker) {}

  /** A change as it is told; see {@link Audit#changed}. The time is in ISO 8601. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String time,
      String accessKeyId,
      String operation,
      String kind,
      String resource,
      @Nullable String etagBefore,
      @Nullable String etagAfter,
      String requestId,
      String clientAddress) {}

  /** The changes in an account that a query asks for. */
  public Page find(String account, AuditQuery query) {
    return Transactions.read(() -> {
      List<Change> found = changes.find(account, query, query.maxItems() + 1);
      boolean isTruncated = found.size() > query.maxItems();
      List<Change> page = isTruncated ? found.subList(0, query.maxItems()) : found;
      return new Page(
          page.stream().map(AuditTrail::entry).toList(),
          isTruncated ? page.getLast().seq.toString() : null);
    });
  }

  private static Entry entry(Change change) {
    return new Entry(
        change.time.toString(),
        change.accessKeyId,
        change.operation,
        change.kind,
        change.resourceId,
        change.etagBefore,
        change.etagAfter,
        change.requestId,
        change.clientAddress);
  }
}
