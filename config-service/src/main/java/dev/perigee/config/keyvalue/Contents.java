package dev.perigee.config.keyvalue;

import dev.perigee.config.audit.Audit;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStore;

/**
 * What is in key value stores. Each method is one transaction; of changes of one store, one follows
 * the other, and a refusal leaves nothing behind.
 */
@ApplicationScoped
class Contents {

  static final long MAX_STORE_BYTES = 5 * 1_024 * 1_024;

  private static final Pattern ARN =
      Pattern.compile("arn:aws:cloudfront::([0-9]{12}):key-value-store/([0-9a-f-]{36})");
  private static final int ETAG_DIGITS = 13;

  private final Resources resources;
  private final StoreRepository stores;
  private final KeyRepository keys;
  private final Audit audit;

  Contents(Resources resources, StoreRepository stores, KeyRepository keys, Audit audit) {
    this.resources = resources;
    this.stores = stores;
    this.keys = keys;
    this.audit = audit;
  }

  /** A key with its value, and the store that it is in. */
  record Found(String key, String value, StoreState state) {}

  StoreState describe(String account, String arn) {
    return Transactions.read(() -> {
      Resource<KeyValueStore> store = store(account, arn);
      return state(store, contents(store, LockModeType.NONE));
    });
  }

  Found get(String account, String arn, String key) {
    return Transactions.read(() -> {
      Resource<KeyValueStore> store = store(account, arn);
      KeyRow row = keys.findById(new KeyRow.Key(store.id(), key));
      if (row == null) {
        throw noSuchKey(key);
      }
      return new Found(key, row.value, state(store, contents(store, LockModeType.NONE)));
    });
  }

  /** The keys after the marker, in the order of their bytes. */
  Paging.Page<Edits.Put> list(String account, String arn, Paging paging) {
    return Transactions.read(() ->
        paging.page(
            keys.after(store(account, arn).id(), paging.marker(), paging.maxItems() + 1).stream()
                .map(row -> new Edits.Put(row.key.name(), row.value))
                .toList(),
            Edits.Put::key));
  }

  /** Makes all of some edits, or none. */
  StoreState edit(String account, String arn, @Nullable String ifMatch, Edits edits) {
    return Transactions.change(() -> {
      Resource<KeyValueStore> store = store(account, arn);
      StoreRow contents = contents(store, LockModeType.PESSIMISTIC_WRITE);
      check(ifMatch, contents.etag);
      stores.persist(contents);
      edits.deletes().forEach(key -> delete(contents, key));
      edits.puts().forEach((key, value) -> put(contents, key, value));
      if (contents.bytes > MAX_STORE_BYTES) {
        throw new ApiException(
            "ServiceQuotaExceededException",
            "the store would have "
                + contents.bytes
                + " bytes (expected: <= "
                + MAX_STORE_BYTES
                + ")");
      }
      String before = contents.etag;
      contents.etag = Ids.next('K');
      contents.lastModified = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      stores.flush();
      audit.changed(Stores.TYPE.kind().path(), store.id(), before, contents.etag);
      return state(store, contents);
    });
  }

  private void put(StoreRow contents, String key, String value) {
    KeyRow row = keys.findById(new KeyRow.Key(contents.storeId, key));
    if (row == null) {
      keys.persist(new KeyRow(new KeyRow.Key(contents.storeId, key), value));
      contents.items++;
      contents.bytes += Edits.bytes(key) + Edits.bytes(value);
    } else {
      contents.bytes += Edits.bytes(value) - Edits.bytes(row.value);
      row.value = value;
    }
  }

  private void delete(StoreRow contents, String key) {
    KeyRow row = keys.findById(new KeyRow.Key(contents.storeId, key));
    if (row == null) {
      throw noSuchKey(key);
    }
    keys.delete(row);
    contents.items--;
    contents.bytes -= Edits.bytes(key) + Edits.bytes(row.value);
  }

  /** The store, which is not deleted until the transaction ends. */
  private Resource<KeyValueStore> store(String account, String arn) {
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches() || !matcher.group(1).equals(account)) {
      throw noSuchStore(arn);
    }
    return resources
        .share(Stores.TYPE, account, matcher.group(2))
        .orElseThrow(() -> noSuchStore(arn));
  }

  /** What it contains; an empty row that is not stored yet where nothing was ever put into it. */
  private StoreRow contents(Resource<KeyValueStore> store, LockModeType lock) {
    return stores
        .findByIdOptional(store.id(), lock)
        .orElseGet(() -> new StoreRow(store.id(), firstEtag(store.id()), store.created()));
  }

  /** Of a store that was never written to: the same each time, and never again after that. */
  private static String firstEtag(String storeId) {
    return "K" + storeId.replace("-", "").substring(0, ETAG_DIGITS).toUpperCase(Locale.ROOT);
  }

  private static StoreState state(Resource<KeyValueStore> store, StoreRow contents) {
    return new StoreState(
        Stores.TYPE.kind().arn(store.account(), store.id()),
        store.created(),
        contents.lastModified,
        contents.etag,
        contents.items,
        contents.bytes);
  }

  private static void check(@Nullable String ifMatch, String etag) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ApiException("ValidationException", "If-Match is required");
    }
    if (!ifMatch.equals(etag)) {
      throw new ApiException(
          "ConflictException", "If-Match: " + ifMatch + " is not the latest version");
    }
  }

  private static ApiException noSuchStore(String arn) {
    return new ApiException("ResourceNotFoundException", "there is no key value store " + arn);
  }

  private static ApiException noSuchKey(String key) {
    return new ApiException("ResourceNotFoundException", "there is no key " + key);
  }
}
