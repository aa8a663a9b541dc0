package dev.perigee.edge.grid;

import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The grid's form of a stored response: a version, what is known of it, its head, then the body to
 * the end. Integers are big-endian, texts as {@link DataOutputStream#writeUTF}.
 */
final class StoredResponseCodec {

  private static final int VERSION = 5;

  private StoredResponseCodec() {}

  /**
   * @param body the response's body, whose reference stays the caller's
   */
  static byte[] encode(StoredResponse response, ByteBuf body) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(response.horizon().logId());
      out.writeLong(response.horizon().offset());
      out.writeLong(response.originTimeMillis());
      out.writeLong(response.lifetime().ttl().toMillis());
      out.writeLong(response.lifetime().staleWhileRevalidate().toMillis());
      out.writeLong(response.lifetime().staleIfError().toMillis());
      out.writeUTF(response.path());
      out.writeLong(response.slicedBytes());
      out.writeByte(response.tags().size());
      for (String tag : response.tags()) {
        out.writeUTF(tag);
      }
      String originEtag = response.originEtag();
      out.writeBoolean(originEtag != null);
      if (originEtag != null) {
        out.writeUTF(originEtag);
      }
      List<String> fields = response.head().fields();
      out.writeShort(response.status());
      out.writeShort(fields.size());
      for (String field : fields) {
        out.writeUTF(field);
      }
      out.flush();
      return withBody(bytes, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withBody(ByteArrayOutputStream head, ByteBuf body) {
    byte[] whole = new byte[head.size() + body.readableBytes()];
    System.arraycopy(head.toByteArray(), 0, whole, 0, head.size());
    body.getBytes(body.readerIndex(), whole, head.size(), body.readableBytes());
    return whole;
  }

  /** Empty where the bytes are of another version or are damaged, or there is no room for them. */
  static Optional<StoredResponse> decode(byte[] bytes, BodyMemory bodies) {
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
    try (DataInputStream in = new DataInputStream(rest)) {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      Horizon horizon = new Horizon(in.readUTF(), in.readLong());
      long originTimeMillis = in.readLong();
      Lifetime lifetime =
          new Lifetime(
              Duration.ofMillis(in.readLong()),
              Duration.ofMillis(in.readLong()),
              Duration.ofMillis(in.readLong()));
      String path = in.readUTF();
      long slicedBytes = in.readLong();
      List<String> tags = texts(in, in.readUnsignedByte());
      String originEtag = in.readBoolean() ? in.readUTF() : null;
      ResponseHead head = new ResponseHead(in.readUnsignedShort(), fields(in));
      int length = rest.available();
      boolean isSliced = slicedBytes > 0 && length == 0 && head.first("etag") != null;
      if (slicedBytes != 0 && !isSliced) {
        return Optional.empty();
      }
      ByteBuf body = bodies.take(length);
      if (body == null) {
        return Optional.empty();
      }
      body.writeBytes(bytes, bytes.length - length, length);
      return Optional.of(
          new StoredResponse(head, body, path, horizon, originTimeMillis, lifetime, originEtag)
              .inSlices(slicedBytes)
              .tagged(tags));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> fields(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    if (count % 2 != 0) {
      throw new IOException("a name without a value");
    }
    return texts(in, count);
  }

  private static List<String> texts(DataInputStream in, int count) throws IOException {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
