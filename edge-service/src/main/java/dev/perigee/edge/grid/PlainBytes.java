package dev.perigee.edge.grid;

import java.util.Arrays;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.commons.io.ByteBuffer;
import org.infinispan.commons.io.ByteBufferImpl;
import org.infinispan.commons.marshall.AbstractMarshaller;

/**
 * Values as the bytes that they are. Infinispan's {@code IdentityMarshaller} copies each value on
 * its way out; this one gives it over, so it may not be written to any more. Thread-safe.
 */
final class PlainBytes extends AbstractMarshaller {

  @Override
  public byte[] objectToByteBuffer(Object value, int estimatedSize) {
    return (byte[]) value;
  }

  @Override
  public byte[] objectToByteBuffer(Object value) {
    return (byte[]) value;
  }

  @Override
  protected ByteBuffer objectToBuffer(Object value, int estimatedSize) {
    return ByteBufferImpl.create((byte[]) value);
  }

  @Override
  public byte[] objectFromByteBuffer(byte[] bytes, int offset, int length) {
    boolean whole = offset == 0 && length == bytes.length;
    return whole ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
  }

  @Override
  public boolean isMarshallable(Object value) {
    return value instanceof byte[];
  }

  @Override
  public MediaType mediaType() {
    return MediaType.APPLICATION_OCTET_STREAM;
  }
}
