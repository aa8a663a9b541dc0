package dev.perigee.config.tagging;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags by the ARN of what has them. Every method joins the caller's transaction, in which what has
 * the tags is kept from going.
 */
@ApplicationScoped
public class TagStore implements PanacheRepositoryBase<TagRow, TagRow.Key> {

  /** Tags by key, in order. */
  public Map<String, String> of(String arn) {
    Map<String, String> tags = new TreeMap<>();
    find("key.arn", arn).stream().forEach(row -> tags.put(row.key.name(), row.value));
    return tags;
  }

  /** Adds tags, in place of those with the same keys. */
  public void put(String arn, Map<String, String> tags) {
    tags.forEach((key, value) -> {
      TagRow row = findById(new TagRow.Key(arn, key));
      if (row == null) {
        persist(new TagRow(arn, key, value));
      } else {
        row.value = value;
      }
    });
    Tags.checkCount(of(arn));
  }

  public void remove(String arn, Collection<String> keys) {
    delete("key.arn = ?1 and key.name in ?2", arn, keys);
  }

  /** Forgets all tags of what is deleted. */
  public void clear(String arn) {
    delete("key.arn", arn);
  }
}
